/// id: Z3-26
/// title: a filter of no bits
/// invariant: MODEL
/// exercise: 3.1
/// target: dev.cairn.bloom.BloomSize#bits
/// killer: dev.cairn.bloom.BloomSizeTest#bits_are_rounded_up_to_whole_words_and_never_to_none
///
/// For no keys there are no bits, and no bit that could be 0: in a filter without one every probe is out of bounds. And
/// the division cuts away what does not fill a word.
class BloomSize {
    public long bits(long keys) {
        Check.argument(keys >= 0, "a filter has 0 keys or more, not %s", keys);
        return (long) (keys * bitsPerKey) / Long.SIZE * Long.SIZE;
    }
}
