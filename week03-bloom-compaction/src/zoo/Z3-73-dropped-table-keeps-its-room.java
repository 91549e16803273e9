/// id: Z3-73
/// title: the blocks of a dropped table stay until they are pushed out
/// invariant: BOUND
/// exercise: 3.13
/// target: dev.cairn.cache.SharedBlockCache#drop
/// killer: dev.cairn.cache.SharedBlockCacheTest#a_table_that_is_dropped_takes_nothing_any_more
///
/// Nobody can find them any more, so they seem to be gone. After each compaction the cache is full of what no longer
/// exists, and what was popular stays there longest.
class SharedBlockCache {
    public void drop(long table) {
        CachedTable dropped = tables.remove(table);
        if (dropped != null) {
            dropped.drop();
        }
    }
}
