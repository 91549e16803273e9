package dev.cairn.lsm.table;

import dev.cairn.lsm.table.block.Block;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A cache for tests that keeps nothing, and counts who asks. Thread-safe.
public final class CountingCache implements BlockCache {
    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicLong newTables = new AtomicLong();
    private final AtomicLong droppedTables = new AtomicLong();

    /// How many blocks it was asked for.
    public int gets() {
        return gets.get();
    }

    /// How many blocks it is asked for while `work` runs.
    public int getsDuring(Runnable work) {
        int before = gets();
        work.run();
        return gets() - before;
    }

    /// How many tables it knows of that are not dropped.
    public long tables() {
        return newTables.get() - droppedTables.get();
    }

    @Override
    public long newTable() {
        return newTables.incrementAndGet();
    }

    @Override
    public Block get(long table, long offset, Loader loader) {
        gets.incrementAndGet();
        return loader.load();
    }

    @Override
    public void drop(long table) {
        droppedTables.incrementAndGet();
    }
}
