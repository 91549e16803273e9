/// id: ZC-07
/// title: a separator ends the first part of a key, which may hold the separator itself
/// invariant: MODEL
/// exercise: none
/// seen: T-14 (a colon or newline in a key corrupts the text format)
/// target: dev.cairn.common.codec.PairCodec#encode
/// killer: dev.cairn.common.codec.KeyCodecProperties#a_pair_is_ordered_by_its_first_and_then_by_its_second
///
/// No name has a zero byte in it, so zero and one are a fine mark between two parts. But a number has zero bytes,
/// and so has whatever a user puts in: the first part ends early, and its rest becomes part of the second.
class PairCodec {
    @Override
    public Bytes encode(Pair<A, B> pair) {
        Bytes first = firsts.encode(pair.first());
        Bytes second = seconds.encode(pair.second());
        return new ByteWriter(first.length() + second.length() + 2)
                .raw(first)
                .u8(ESCAPE)
                .u8(END)
                .raw(second)
                .toBytes();
    }
}
