/// id: Z1-22
/// title: a header that ends exactly with its block is skipped
/// invariant: LOUD
/// exercise: 1.3
/// seen: T-25 (31 of 50 healthy logs refused, where a length lay across the edge of a buffer)
/// target: dev.cairn.wal.FragmentReader#skipTrailer
/// killer: dev.cairn.wal.RecordRoundTripTest#with_so_many_bytes_left_in_a_block_the_next_record_comes_back
///
/// Seven bytes are left in the block and no data fits behind a header of seven, so it looks like a trailer. The
/// writer sees it otherwise and puts an empty first fragment there. One log in some thousands is then called
/// damaged although every byte of it is right.
class FragmentReader {
    private static long skipTrailer(long offset) {
        int left = LogFormat.leftInBlock(offset);
        return left <= LogFormat.HEADER_BYTES ? offset + left : offset;
    }
}
