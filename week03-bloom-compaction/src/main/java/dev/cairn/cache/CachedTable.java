package dev.cairn.cache;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// An open table, and its blocks that are kept now.
///
/// Only the [CacheShard] of a block, under its lock, puts it here or takes it away; anyone looks.
/// Thread-safe.
final class CachedTable {
    private final long number;
    private final ConcurrentMap<Long, CachedBlock> blocks = new ConcurrentHashMap<>();
    private volatile boolean isDropped;

    CachedTable(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /// The block at that offset; null if it is not kept.
    @Nullable
    CachedBlock find(long offset) {
        return blocks.get(offset);
    }

    /// Those that are kept, and those that come while the caller goes through them or not.
    Collection<CachedBlock> blocks() {
        return blocks.values();
    }

    void put(CachedBlock block) {
        blocks.put(block.offset(), block);
    }

    void remove(CachedBlock block) {
        blocks.remove(block.offset(), block);
    }

    /// From now on nothing of it may be kept.
    void drop() {
        isDropped = true;
    }

    boolean isDropped() {
        return isDropped;
    }
}
