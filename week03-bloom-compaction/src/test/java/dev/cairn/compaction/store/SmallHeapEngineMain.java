package dev.cairn.compaction.store;

import dev.cairn.common.env.Disk;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.threads.SmallHeapMain;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// A process that loads rows in an order that is not theirs while they are merged, opens the store again
/// and reads them back. It ends with code 0 if every row was there.
final class SmallHeapEngineMain {
    private SmallHeapEngineMain() {}

    /// Arguments: the directory, and the number of rows.
    public static void main(String[] arguments) {
        SmallHeapMain.run(
                Disk.at(Path.of(arguments[0])),
                Long.parseLong(arguments[1]),
                LsmOptions.balanced()
                        .withSync(SyncPolicy.never())
                        .withMemtableBytes(8 << 20)
                        .withTables(Engines.tables(4096))
                        .withCompaction(Engines.Strategy.LEVELED.of(8 << 20)));
    }
}
