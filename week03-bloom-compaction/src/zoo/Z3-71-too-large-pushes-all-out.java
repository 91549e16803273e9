/// id: Z3-71
/// title: a block that is larger than the cache pushes everything out
/// invariant: BOUND
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#keep
/// killer: dev.cairn.cache.CacheShardTest#a_block_for_which_there_can_be_no_room_pushes_nothing_out
///
/// Room is made as long as there is something to push out, and then it comes in, whatever it takes. So one large
/// value empties the cache, and the bound holds only for the small ones.
class CacheShard {
    synchronized void keep(CachedBlock block) {
        while (bytes() + block.bytes() > bytesMax && bytes() > 0) {
            pushOut();
        }
        (ghosts.recall(block.hash()) ? main : small).add(block);
        block.table().put(block);
        if (block.table().isDropped()) {
            remove(block);
        }
    }
}
