/// id: Z3-66
/// title: room is counted in blocks of the usual size
/// invariant: BOUND
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#keep
/// killer: dev.cairn.cache.CacheShardTest#room_is_counted_in_bytes_and_not_in_blocks
///
/// All blocks are about as large as the option says, so their number tells how much they take. One value of ten
/// megabytes is a block as well.
class CacheShard {
    synchronized void keep(CachedBlock block) {
        if (block.bytes() > bytesMax) {
            return;
        }
        long blocksMax = bytesMax / (1000 + CachedBlock.OVERHEAD_BYTES);
        while (small.blocks() + main.blocks() >= Math.max(1, blocksMax)) {
            pushOut();
        }
        (ghosts.recall(block.hash()) ? main : small).add(block);
        block.table().put(block);
        if (block.table().isDropped()) {
            remove(block);
        }
    }
}
