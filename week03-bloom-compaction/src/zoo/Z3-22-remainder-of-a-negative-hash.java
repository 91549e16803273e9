/// id: Z3-22
/// title: the remainder of a negative hash
/// invariant: MODEL
/// exercise: 3.2
/// target: dev.cairn.bloom.BloomFilter#position
/// killer: dev.cairn.bloom.BloomFilterTest#positions_are_spread_over_all_bits_however_many
///
/// Half of all hashes are negative, and so is their remainder: an index out of bounds for every other key. (Whoever takes
/// the absolute value has one hash left for which that is negative.)
class BloomFilter {
    static long position(long hash, int probe, long bits) {
        long step = Long.rotateLeft(hash, 32) | 1;
        return (hash + probe * step) % bits;
    }
}
