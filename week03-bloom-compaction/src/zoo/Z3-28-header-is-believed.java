/// id: Z3-28
/// title: the header is believed
/// invariant: LOUD
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloom#open
/// killer: dev.cairn.bloom.BlockedBloomTest#what_has_not_the_length_that_it_says_denies_nothing
///
/// Checksums may be switched off, and a file may have been written by something else. Then the number of lines is any
/// number, and a get ends with an index out of bounds, or is denied a key by bytes that are no filter.
class BlockedBloom {
    public Filter open(MemorySegment block) {
        if (block.byteSize() < HEADER_BYTES) {
            return Filter.none();
        }
        int probes = block.get(INT, BlockedBloomFormat.PROBES_OFFSET);
        int lines = block.get(INT, BlockedBloomFormat.LINES_OFFSET);
        return new BlockedBloomFilter(block, lines, probes);
    }
}
