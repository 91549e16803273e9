/// id: ZC-06
/// title: bytes are compared with their sign
/// invariant: MODEL
/// exercise: none
/// seen: the byte of Java; LevelDB's tests ComparatorCheck and EmptyKey guard against it
/// target: dev.cairn.common.bytes.Bytes#compareTo
/// killer: dev.cairn.common.bytes.BytesTest#order_is_unsigned_and_a_prefix_comes_first
///
/// `Arrays.compare` is right there and takes byte arrays. In ASCII no test can see the difference. Every byte from
/// 0x80 on now comes before all letters: the encodings of umlauts, and those of half of all numbers, so a scan of a
/// range leaves rows out.
class Bytes {
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compare(array, start, end(), other.array, other.start, other.end());
    }
}
