/// id: Z3-74
/// title: at the end of the large queue nobody gets another round
/// invariant: MODEL
/// exercise: 3.13
/// target: dev.cairn.cache.CacheShard#passMain
/// killer: dev.cairn.cache.CacheShardTest#a_hit_in_main_is_worth_a_round_and_is_used_up_by_it
///
/// First in, first out: what everybody wants goes as soon as it is old.
class CacheShard {
    private void passMain(CachedBlock block) {
        leave(block);
    }
}
