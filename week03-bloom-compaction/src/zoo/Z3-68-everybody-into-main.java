/// id: Z3-68
/// title: a pass over a large table throws out what is wanted
/// invariant: MODEL
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#passSmall
/// killer: dev.cairn.cache.CacheShardTest#a_pass_over_a_large_table_does_not_push_out_what_is_wanted
///
/// At the end of the small queue nobody is asked, and all go on to the large one. Every get is answered right; only
/// the hit rate falls, whenever somebody reads everything: each backup, each compaction.
class CacheShard {
    private void passSmall(CachedBlock block) {
        block.setHits(0);
        main.add(block);
    }
}
