/// id: Z3-160
/// title: a block comes into main with the hits that brought it there
/// invariant: BOUND
/// exercise: 3.13
/// seen: own
/// target: dev.cairn.cache.CacheShard#passSmall
/// killer: dev.cairn.cache.CacheShardTest#hits_that_brought_a_block_into_main_are_used_up
///
/// It is popular, and `main` may know it. Then everybody in `main` has two rounds to go before anybody leaves.
class CacheShard {
    private void passSmall(CachedBlock block) {
        if (block.hits() >= HITS_FOR_MAIN) {
            main.add(block);
        } else {
            ghosts.remember(block.hash());
            leave(block);
        }
    }
}
