package dev.cairn.engine.cli;

import dev.cairn.backup.CopyProgress;
import dev.cairn.backup.EmptyTarget;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.cli.LsmEngine;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.StoreDirectory;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;

/// The store of which a command makes a copy, and what it says of that afterwards. Confined to one thread.
///
/// @param what what is made: a word
/// @param options how the store is opened
record CheckpointSource(StandardStreams streams, String what, LsmOptions options) {
    /// Makes a copy of a state.
    @FunctionalInterface
    interface Copying {
        void make(HeldState held, Disk target, CopyProgress progress);
    }

    /// Looks first whether the copy can be made there, then opens the store that `directory` names, has `copying` make
    /// a copy in `target`, and prints what was done.
    /// What the opening drops from the end of the log is noted. Nothing is merged: who wants a copy has not
    /// asked for that.
    ///
    /// @throws StoreException as opening and copying say
    void copy(StoreDirectory directory, String target, ReportOptions printing, Copying copying) throws IOException {
        StoreDirectory.Found found = directory.existing();
        refuseOthers(found.engine());
        Disk disk = StoreDirectory.directory(target, "name another");
        EmptyTarget.requireReady(disk);
        LsmOptions unmerged = options.existingOnly().withCompaction(Compaction.NONE);
        Report report;
        try (WritableStore store = new LsmEngine().write(found.disk(), unmerged)) {
            store.notes().forEach(streams::note);
            report = copied((LsmStore) store.core(), disk, copying);
        }
        printing.print(streams, report);
    }

    private void refuseOthers(Engine engine) {
        if (!engine.name().equals(LsmView.ENGINE)) {
            throw new StoreException.Refused((isOperationOf(engine)
                            ? "the " + what + " of the engine \"" + engine.name()
                                    + "\" takes no TARGET: leave that out, or"
                            : "the engine \"" + engine.name() + "\" has no " + what + ":")
                    + " copy its rows with 'cairn db dump'");
        }
    }

    private boolean isOperationOf(Engine engine) {
        return engine.operations().stream()
                .anyMatch(operation -> operation.name().equals(what));
    }

    private Report copied(LsmStore store, Disk target, Copying copying) {
        try (HeldState held = store.hold();
                CheckpointShown shown = new CheckpointShown(streams, what)) {
            copying.make(held, target, shown);
            return report(target, shown, held.tables().size(), held.state().lastSequence());
        }
    }

    /// Has the engine of the store that `directory` names do what it calls so, without a target.
    ///
    /// @throws StoreException.Refused if it does nothing of that name
    void perform(StoreDirectory directory, ReportOptions printing) throws IOException {
        StoreDirectory.Found found = directory.existing();
        if (!isOperationOf(found.engine())) {
            throw new StoreException.Refused(
                    "a " + what + " needs a TARGET: name a directory that is empty or missing");
        }
        try (WritableStore store = found.engine().write(found.disk(), SyncPolicy.always())) {
            store.notes().forEach(streams::note);
            printing.print(streams, store.perform(what));
        }
    }

    private Report report(Disk target, CheckpointShown shown, int tables, long sequence) {
        return new Report()
                .with(what, target.describe(""))
                .with("tables", tables)
                .with("bytes", shown.bytes())
                .with("sequence", sequence);
    }
}
