/// id: Z3-10
/// title: a filter of another rate is thrown away
/// invariant: BOUND
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloom#open
/// killer: dev.cairn.bloom.BlockedBloomTest#a_filter_of_another_rate_is_read_as_it_was_written
///
/// How many probes a filter has stands in its header, so that a store whose rate is changed can go on reading what it has.
/// Whoever asks for its own number loses the filters of all old tables, and notices only that gets are slow.
class BlockedBloom {
    public Filter open(MemorySegment block) {
        if (block.byteSize() < HEADER_BYTES) {
            return Filter.none();
        }
        int probes = block.get(INT, BlockedBloomFormat.PROBES_OFFSET);
        int lines = block.get(INT, BlockedBloomFormat.LINES_OFFSET);
        boolean isSound = probes == size.probes()
                && lines >= 1
                && block.byteSize() == HEADER_BYTES + (long) lines * LINE_BYTES;
        return isSound ? new BlockedBloomFilter(block, lines, probes) : Filter.none();
    }
}
