/// id: Z3-156
/// title: a table that is dropped is marked when its blocks are gone
/// invariant: BOUND
/// exercise: 3.13
/// seen: own
/// target: dev.cairn.cache.SharedBlockCache#drop
/// killer: dev.cairn.cache.SharedBlockCacheTest#a_block_that_is_kept_while_a_drop_goes_through_the_blocks_does_not_stay
///
/// First the work, and then the sign that it is done. A block that comes in between sees no sign, and nobody sees it any more.
class SharedBlockCache {
    public void drop(long table) {
        CachedTable dropped = tables.remove(table);
        if (dropped != null) {
            for (CachedBlock each : dropped.blocks()) {
                shardOf(each.hash()).remove(each);
            }
            dropped.drop();
        }
    }
}
