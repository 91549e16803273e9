package dev.cairn.lsm.table;

import dev.cairn.lsm.table.block.Block;

/// Keeps nothing. Stateless.
final class NoCache implements BlockCache {
    static final NoCache INSTANCE = new NoCache();

    private NoCache() {}

    @Override
    public long newTable() {
        return 0;
    }

    @Override
    public Block get(long table, long offset, Loader loader) {
        return loader.load();
    }

    @Override
    public void drop(long table) {}

    @Override
    public String toString() {
        return "none";
    }
}
