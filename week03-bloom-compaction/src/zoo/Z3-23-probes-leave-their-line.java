/// id: Z3-23
/// title: the probes of a key leave its line
/// invariant: BOUND
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloomBuilder#set
/// killer: dev.cairn.bloom.BlockedBloomTest#the_bits_of_a_key_are_all_in_one_line
///
/// Each probe chooses a line again. The filter that is written is the classical one, and the reader, who looks into one
/// line, denies nearly every key.
class BlockedBloomBuilder {
    private void set(byte[] block, int lines, long hash) {
        long state = BlockedBloomFormat.seed(hash);
        for (int probe = 0; probe < size.probes(); probe++) {
            state = BlockedBloomFormat.next(state);
            int start = HEADER_BYTES + BlockedBloomFormat.line(state, lines) * LINE_BYTES;
            int position = BlockedBloomFormat.position(state);
            block[start + (position >>> 3)] |= (byte) (1 << (position & 7));
        }
    }
}
