/// id: Z3-21
/// title: bits are counted by an int
/// invariant: BOUND
/// exercise: 3.1
/// target: dev.cairn.bloom.BloomSize#bits
/// killer: dev.cairn.bloom.BloomSizeTest#ten_thousand_million_keys_are_more_bits_than_an_int_can_count
///
/// Two hundred million keys are two thousand million bits, and there the `int` ends: it stays at its largest value, and the
/// filter of a large table is full before half of its keys are in.
class BloomSize {
    public long bits(long keys) {
        Check.argument(keys >= 0, "a filter has 0 keys or more, not %s", keys);
        int bits = (int) Math.ceil(keys * bitsPerKey);
        return Math.max(1, Math.ceilDiv(bits, Long.SIZE)) * (long) Long.SIZE;
    }
}
