/// id: Z3-67
/// title: a block stays whose table was dropped while it was loaded
/// invariant: BOUND
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#keep
/// killer: dev.cairn.cache.CacheShardTest#a_block_of_a_table_that_is_dropped_meanwhile_does_not_stay
///
/// Whoever loads had looked at the table before; but that was before. What is left behind here can be found by
/// nobody, and takes its room until it comes to the end of its queue.
class CacheShard {
    synchronized void keep(CachedBlock block) {
        if (block.bytes() > bytesMax) {
            return;
        }
        while (bytes() + block.bytes() > bytesMax) {
            pushOut();
        }
        (ghosts.recall(block.hash()) ? main : small).add(block);
        block.table().put(block);
    }
}
