package dev.cairn.lsm.cli.bench;

import java.util.Locale;

/// What every store is opened with, as far as it knows of it.
///
/// Immutable.
///
/// @param isSynced whether a write is on the disk before it returns; else it survives a kill of the process
/// @param memtableBytes what is gathered in memory before a table is written
/// @param cacheBytes the largest block cache
/// @param packing how tables are compressed
public record BenchSetting(boolean isSynced, long memtableBytes, long cacheBytes, Packing packing) {
    /// How tables are compressed.
    public enum Packing {
        /// Not at all.
        NONE,
        /// By Snappy.
        SNAPPY,
        /// By Zstandard, as fast as it can.
        ZSTD;

        /// How a person writes it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// For a store that has no such compression.
        public UnsupportedOperationException notIn(String store) {
            return new UnsupportedOperationException(store + " has no compression " + this);
        }
    }

    BenchSetting synced() {
        return new BenchSetting(true, memtableBytes, cacheBytes, packing);
    }
}
