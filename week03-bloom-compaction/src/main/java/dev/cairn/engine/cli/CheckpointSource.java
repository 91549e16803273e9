package dev.cairn.engine.cli;

import dev.cairn.backup.CopyProgress;
import dev.cairn.common.bytes.Bytes;
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

    /// Opens the store that `directory` names, has `copying` make a copy in `target`, and prints what was done.
    /// What the opening drops from the end of the log is noted. Nothing is merged: who wants a copy has not
    /// asked for that.
    ///
    /// @throws StoreException as opening and copying say
    void copy(StoreDirectory directory, String target, boolean isJson, Copying copying) throws IOException {
        StoreDirectory.Found found = directory.existing();
        if (!found.engine().name().equals(LsmView.ENGINE)) {
            throw new StoreException.Refused("the engine \"" + found.engine().name() + "\" has no " + what
                    + ": copy its rows with 'cairn db dump'");
        }
        Disk disk = CheckpointTarget.named(target);
        LsmOptions unmerged = options.existingOnly().withCompaction(Compaction.NONE);
        Report report;
        try (WritableStore store = new LsmEngine().write(found.disk(), unmerged)) {
            store.notes().forEach(streams::note);
            report = copied((LsmStore) store.core(), disk, copying);
        }
        print(streams, report, isJson);
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
    void perform(StoreDirectory directory, boolean isJson) throws IOException {
        StoreDirectory.Found found = directory.existing();
        if (found.engine().operations().stream()
                .noneMatch(operation -> operation.name().equals(what))) {
            throw new StoreException.Refused(
                    "a " + what + " needs a TARGET: name a directory that is empty or missing");
        }
        try (WritableStore store = found.engine().write(found.disk(), SyncPolicy.always())) {
            store.notes().forEach(streams::note);
            print(streams, store.perform(what), isJson);
        }
    }

    private Report report(Disk target, CheckpointShown shown, int tables, long sequence) {
        return new Report()
                .with(what, target.describe(""))
                .with("tables", tables)
                .with("bytes", shown.bytes())
                .with("sequence", sequence);
    }

    /// Prints a report for a person or a program.
    static void print(StandardStreams streams, Report report, boolean isJson) throws IOException {
        streams.out()
                .write(Bytes.utf8(isJson ? report.toJson() + "\n" : report.toText())
                        .toArray());
        streams.out().flush();
    }
}
