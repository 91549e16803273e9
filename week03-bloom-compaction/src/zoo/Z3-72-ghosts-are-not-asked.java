/// id: Z3-72
/// title: who comes back soon begins again at the end of the queue
/// invariant: MODEL
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#keep
/// killer: dev.cairn.cache.CacheShardTest#a_block_that_comes_back_soon_goes_where_it_stays
///
/// Ghosts are remembered, and nobody asks them. A block that is wanted every now and then, and a little too seldom
/// for the small queue, is loaded each time.
class CacheShard {
    synchronized void keep(CachedBlock block) {
        if (block.bytes() > bytesMax) {
            return;
        }
        while (bytes() + block.bytes() > bytesMax) {
            pushOut();
        }
        small.add(block);
        block.table().put(block);
        if (block.table().isDropped()) {
            remove(block);
        }
    }
}
