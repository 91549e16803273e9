package dev.cairn.bloom;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.TableCounts;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.function.IntFunction;

/// A store in a simulated file system, whose tables are written and read with a filter that a test chooses.
/// Confined to one thread.
final class StoreOfTest {
    private final SimFileSystem system;
    private final World world = new World(1, Trace.off());

    private StoreOfTest(SimFileSystem system) {
        this.system = system;
    }

    static StoreOfTest empty() {
        return new StoreOfTest(SimFileSystem.empty());
    }

    Disk disk() {
        return system.disk("db");
    }

    LsmStore open(FilterPolicy filter) {
        LsmOptions options = LsmOptions.balanced().withTables(TableOptions.DEFAULT.withFilter(filter));
        return LsmStore.open(disk(), options, world.env());
    }

    /// A table of rows from `from` on, less than `to`, each with its key as value.
    void flush(LsmStore store, int from, int to, IntFunction<Bytes> key) {
        WriteBatch.Builder batch = WriteBatch.builder();
        for (int i = from; i < to; i++) {
            batch.put(key.apply(i), key.apply(i));
        }
        store.write(batch.build());
        var flush = store.submitFlush();
        while (!flush.isDone()) {
            world.runOne();
        }
        flush.join();
    }

    /// What gets have cost since `before`.
    static TableCounts.Figures since(TableCounts.Figures before, LsmStore store) {
        TableCounts.Figures now = store.stats().reads();
        return new TableCounts.Figures(
                now.filterChecks() - before.filterChecks(),
                now.filterDenials() - before.filterDenials(),
                now.filterMistakes() - before.filterMistakes(),
                now.blocks() - before.blocks());
    }
}
