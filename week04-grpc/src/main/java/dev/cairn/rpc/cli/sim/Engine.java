package dev.cairn.rpc.cli.sim;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;

/// Which store a server has, with limits so small that segments, checkpoints and flushes happen in a short run.
///
/// Immutable.
///
/// @param isMap week 1's map; else week 2's tree
/// @param sync when a write is acknowledged
record Engine(boolean isMap, SyncPolicy sync) {
    private static final LogOptions LOG = new LogOptions(4096, 0);
    private static final long CHECKPOINT_LOG_BYTES = 8192;
    private static final long MEMTABLE_BYTES = 4096;

    /// An open store, of which the type is known.
    sealed interface Opened {
        /// Week 1's.
        record Map(LoggedMapStore store) implements Opened {}

        /// Week 2's.
        record Lsm(LsmStore store) implements Opened {}
    }

    Opened open(Disk disk, Env env) {
        return isMap
                ? new Opened.Map(LoggedMapStore.open(
                        disk,
                        LoggedMapOptions.DEFAULT
                                .withSync(sync)
                                .withLog(LOG)
                                .withCheckpointLogBytes(CHECKPOINT_LOG_BYTES),
                        env))
                : new Opened.Lsm(LsmStore.open(
                        disk,
                        LsmOptions.balanced()
                                .withSync(sync)
                                .withMemtableBytes(MEMTABLE_BYTES)
                                .withLog(LOG),
                        env));
    }

    @Override
    public String toString() {
        return (isMap ? "map" : "lsm") + ", sync " + sync;
    }
}
