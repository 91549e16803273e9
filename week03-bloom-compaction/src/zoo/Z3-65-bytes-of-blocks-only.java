/// id: Z3-65
/// title: a cache counts the bytes of blocks, and not what it costs to keep them
/// invariant: BOUND
/// exercise: 3.13
/// target: dev.cairn.cache.CachedBlock#bytes
/// killer: dev.cairn.cache.CacheShardTest#what_it_costs_to_keep_a_block_is_counted
///
/// With blocks of 4 KiB the bound is exceeded by 7 %, and nobody sees it. With blocks of 100 bytes a cache of 64 MiB
/// takes a quarter of a gigabyte.
class CachedBlock {
    long bytes() {
        return block.bytes();
    }
}
