/// id: Z3-25
/// title: the last line is lost
/// invariant: BOUND
/// exercise: 3.3
/// target: dev.cairn.bloom.BlockedSize#lines
/// killer: dev.cairn.bloom.BlockedSizeTest#bits_fill_lines_and_the_last_one_may_be_part_empty
///
/// The division rounds down. A large table does not notice; one of sixty keys has a filter for forty-nine.
class BlockedSize {
    static int lines(long bits) {
        return (int) Math.clamp(bits / BlockedBloomFormat.LINE_BITS, 1, BlockedBloomFormat.LINES_MAX);
    }
}
