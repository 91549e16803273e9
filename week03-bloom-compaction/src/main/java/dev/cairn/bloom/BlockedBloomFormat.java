package dev.cairn.bloom;

/// How [BlockedBloom] lies in a table. All integers are little-endian; `docs/formats/filter.md` has the picture.
///
/// Stateless.
final class BlockedBloomFormat {
    /// Under this a table has it. What changes the meaning of a byte must change this name.
    static final String NAME = "cairn.BlockedBloom1";

    /// Where the number of probes is, in four bytes.
    static final int PROBES_OFFSET = 0;

    /// Where the number of lines is, in four bytes.
    static final int LINES_OFFSET = 4;

    /// Where the lines begin.
    static final int HEADER_BYTES = 8;

    /// Bytes of a line: those that a processor fetches from memory at once.
    static final int LINE_BYTES = 64;

    /// Bits of a line.
    static final int LINE_BITS = LINE_BYTES * Byte.SIZE;

    /// As many lines as fit into a block of less than 2 GiB.
    static final int LINES_MAX = (Integer.MAX_VALUE - 8 - HEADER_BYTES) / LINE_BYTES;

    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private BlockedBloomFormat() {}

    /// The line of a key with that hash, of `lines`.
    static int line(long hash, int lines) {
        return (int) Math.unsignedMultiplyHigh(hash, lines);
    }

    /// From where the positions of a key within its line are drawn: [#next] gives the first state, and each next
    /// one. The line hangs on the upper bits of the hash, so here the lower ones come first.
    static long seed(long hash) {
        return Long.rotateLeft(hash, 32);
    }

    /// The state behind `state`.
    static long next(long state) {
        return state * MULTIPLIER;
    }

    /// The position within a line that a state stands for, less than [#LINE_BITS]: its upper nine bits.
    static int position(long state) {
        return (int) (state >>> (Long.SIZE - 9));
    }
}
