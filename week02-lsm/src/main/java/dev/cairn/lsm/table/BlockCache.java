package dev.cairn.lsm.table;

import dev.cairn.lsm.table.block.Block;

/// A place for blocks that had to be unpacked, so that they need not be unpacked each time. (Blocks that
/// are stored as they are, are read where they lie; what keeps those in memory is the operating system.)
///
/// One cache may serve the tables of many stores. Thread-safe.
public interface BlockCache {
    /// A number for a table that is opened, which no other table has as long as the cache lives.
    long newTable();

    /// The block at `offset` of that table: kept from before, or loaded now. What `loader` throws is
    /// thrown.
    Block get(long table, long offset, Loader loader);

    /// Forgets the blocks of a table that is closed.
    void drop(long table);

    /// What it holds and has done: nothing, unless it counts.
    default CacheCounts counts() {
        return CacheCounts.NONE;
    }

    /// Keeps nothing.
    static BlockCache none() {
        return NoCache.INSTANCE;
    }

    /// Reads a block from its file.
    @FunctionalInterface
    interface Loader {
        /// The block, read, checked and unpacked.
        Block load();
    }
}
