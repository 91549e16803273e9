/// id: Z3-70
/// title: each thread that misses a block loads it
/// invariant: MODEL
/// exercise: 3.13
/// target: dev.cairn.cache.SharedBlockCache#loadOnce
/// killer: dev.cairn.cache.CacheThreadsTest#those_who_come_while_a_block_is_loaded_wait_for_it
///
/// The same block is unpacked by as many threads as want it: just after a start, when all want the same, and a
/// processor is what is scarce.
class SharedBlockCache {
    private Block loadOnce(CachedTable table, long offset, Loader loader) {
        return loadAndKeep(table, offset, loader);
    }
}
