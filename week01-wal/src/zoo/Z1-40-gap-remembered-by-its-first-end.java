/// id: Z1-40
/// title: where the first gap ends is remembered, and not where the last one does
/// invariant: LOUD
/// exercise: 1.3
/// seen: a student's first attempt
/// target: dev.cairn.wal.FragmentReader#isZeroFrom
/// killer: dev.cairn.wal.FragmentReaderTest#each_of_two_gaps_of_zeros_is_a_gap
///
/// The answer for one gap is right, and it is kept. Asked about a second gap, the reader takes it for the room that was
/// made ahead of its use: the log ends there, cleanly, and the records behind it are lost without a word.
class FragmentReader {
    private boolean isZeroFrom(long offset) throws IOException {
        if (contentEnd < 0) {
            contentEnd = offset;
            for (long position = offset; position < size; position++) {
                load(position);
                if (block[(int) (position - blockStart)] != 0) {
                    contentEnd = position + 1;
                    break;
                }
            }
        }
        return offset >= contentEnd;
    }
}
