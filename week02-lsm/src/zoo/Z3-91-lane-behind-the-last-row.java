/// id: Z3-91
/// title: a lane behind the last row counts
/// invariant: MODEL
/// exercise: none
/// seen: no bug of anybody's is known; the trap of every search that takes whole words
/// target: dev.cairn.lsm.table.block.RowDirectory#next
/// killer: dev.cairn.lsm.table.block.RowDirectoryTest#a_fingerprint_of_zero_is_not_that_of_a_row_that_is_not_there
///
/// The last word is filled up with zeros, and one hash in sixty-five thousand has a fingerprint of zero.
class RowDirectory {
    private int next(int row, short wanted) {
        long pattern = (wanted & 0xFFFFL) * EACH_LANE;
        int from = row;
        while (from < rows) {
            int word = from / LANES;
            long different = (long) LONG.get(columns, word * Long.BYTES) ^ pattern;
            int passed = (from % LANES) * LANE_BITS;
            long rest = different | ((1L << passed) - 1);
            long equal = (rest - EACH_LANE) & ~rest & TOP_OF_EACH_LANE;
            if (equal != 0) {
                return word * LANES + Long.numberOfTrailingZeros(equal) / LANE_BITS;
            }
            from = (word + 1) * LANES;
        }
        return NONE;
    }
}
