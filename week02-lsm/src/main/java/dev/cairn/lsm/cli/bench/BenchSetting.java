package dev.cairn.lsm.cli.bench;

/// What every store is opened with, as far as it knows of it.
///
/// Immutable.
///
/// @param isSynced whether a write is on the disk before it returns; else it survives a kill of the process
/// @param memtableBytes what is gathered in memory before a table is written
/// @param cacheBytes the largest block cache
public record BenchSetting(boolean isSynced, long memtableBytes, long cacheBytes) {
    BenchSetting synced() {
        return new BenchSetting(true, memtableBytes, cacheBytes);
    }
}
