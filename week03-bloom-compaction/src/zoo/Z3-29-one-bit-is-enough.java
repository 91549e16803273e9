/// id: Z3-29
/// title: one bit is enough
/// invariant: BOUND
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloomFilter#mayContain
/// killer: dev.cairn.bloom.BlockedBloomTest#what_was_added_is_found_and_what_was_not_at_most_at_the_rate
///
/// The first bit that is 1 is taken for the key. No key is ever lost by that, so nobody complains; but half of the bits are
/// 1, and the filter spares next to nothing.
class BlockedBloomFilter {
    private boolean mayContain(long hash) {
        long start = start(hash);
        long state = BlockedBloomFormat.seed(hash);
        for (int probe = 0; probe < probes; probe++) {
            state = BlockedBloomFormat.next(state);
            int position = BlockedBloomFormat.position(state);
            if ((block.get(ValueLayout.JAVA_BYTE, start + (position >>> 3)) & 1 << (position & 7)) != 0) {
                return true;
            }
        }
        return false;
    }
}
