package dev.cairn.backup;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.SideFile;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.List;

/// Makes a whole store in an empty directory, of tables that are elsewhere and a state that names them.
///
/// | step | what is durable after it | a crash just after it leaves |
/// |---|---|---|
/// | write `CAIRN`, which tells of a log | the side file | half a copy: an opening looks for `CURRENT` |
/// | bring each table, by a link or a copy that is synced | the bytes of the tables | half a copy |
/// | sync the directory | their names | half a copy |
/// | begin the log, an empty segment | its name | half a copy |
/// | write a manifest that begins with the state, and sync | the manifest | half a copy |
/// | switch `CURRENT` to it | everything | the store |
///
/// So from the first step to the last but one, an opening refuses the directory, and says that `CURRENT` is
/// missing; it never takes it for a new store, not even if not one table has come yet. LevelDB, which does
/// not know `CAIRN`, finds no `CURRENT` either.
///
/// Stateless. RocksDB's wiki, "Checkpoints".
final class NewStore {
    /// Without zeros ahead of the records: nobody writes into it before the next opening.
    private static final LogOptions LOG = new LogOptions(1 << 20, 0);

    private NewStore() {}

    /// Brings tables to the new store.
    @FunctionalInterface
    interface Bringer {
        /// Brings the file of `table` to the new store, its bytes durably. The names that it gives are made
        /// durable by [NewStore].
        void bring(TableFile table);
    }

    /// Does the steps of the table above, in their order.
    ///
    /// The numbers of the log and the manifest are above all that `state` names ([#numbersAbove]). The side
    /// file tells of the log that is still to come, under the number that is next ([#sideFile]). The log is
    /// one segment ([Log#create], options [#LOG]), which is closed at once ([Log#closeUnsynced]: it is
    /// empty, so there is nothing to sync). So is the manifest ([Versions#begin], of
    /// [Versions#MANIFEST_BYTES_MAX]; no table is ever unused here). Its state is `state` with that log and
    /// no previous one ([VersionEdit#builder]).
    ///
    /// @throws StoreException.Failed if the operating system refuses something; what was made by then stays
    @Exercise("3.15")
    static void write(Disk target, ManifestState state, Bringer bringer) {
        FileNumbers numbers = numbersAbove(state);
        long log = numbers.upcoming();
        sideFile(log).write(target);
        state.version().tables().forEach(bringer::bring);
        syncNames(target);
        Log.create(target, SegmentNames.LOG, numbers, LOG).closeUnsynced();
        VersionEdit begun =
                VersionEdit.builder().logNumber(log).previousLogNumber(0).build();
        Versions.begin(target, numbers, state.with(begun), Versions.MANIFEST_BYTES_MAX, _ -> {})
                .close();
    }

    /// The next edit would tell that the numbers of tables and log are given out; the state need not tell it yet.
    private static FileNumbers numbersAbove(ManifestState state) {
        long table = state.version().tables().mapToLong(TableFile::number).max().orElse(0);
        return FileNumbers.from(Math.max(state.nextFileNumber(), Math.max(state.logNumber(), table) + 1));
    }

    private static SideFile sideFile(long log) {
        return new SideFile(LsmView.ENGINE, List.of()).with(log, SyncPolicy.always(), log);
    }

    /// Makes the names in `target` durable.
    ///
    /// @throws StoreException.Failed if that fails: action `sync`, with the directory
    static void syncNames(Disk target) {
        try {
            target.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", target.describe(""), cause);
        }
    }
}
