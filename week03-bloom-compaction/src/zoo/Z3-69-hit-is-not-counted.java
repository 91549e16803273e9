/// id: Z3-69
/// title: a hit is counted where a block was waited for, and not where it was found
/// invariant: MODEL
/// exercise: 3.13
/// target: dev.cairn.cache.SharedBlockCache#get
/// killer: dev.cairn.cache.SharedBlockCacheTest#a_block_is_loaded_once_and_found_from_then_on
///
/// The block knows of its hit, the cache does not. It works as well as it can, and its hit rate is nought: somebody
/// will make it larger.
class SharedBlockCache {
    public Block get(long table, long offset, Loader loader) {
        CachedTable open = tables.get(table);
        if (open == null) {
            misses.increment();
            return loader.load();
        }
        CachedBlock found = open.find(offset);
        if (found == null) {
            return loadOnce(open, offset, loader);
        }
        found.hit();
        return found.block();
    }
}
