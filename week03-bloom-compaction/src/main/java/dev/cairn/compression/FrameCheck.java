package dev.cairn.compression;

import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.workbook.Exercise;

/// Looks at a packed block before anybody makes room for what it holds.
///
/// A header is a claim: nine bytes can say that a gigabyte follows. What cannot lie is the number of
/// bytes that are there, and each block of a frame says how many of them are its own. So the order is
///
/// 1. the header is one ([FrameHeader#of]);
/// 2. it says how much the frame holds, and that is not more than the caller wants to have;
/// 3. the blocks, walked from header to header without unpacking any, end exactly where the bytes do, and
///    could hold as much as was said, if all were as dense as can be;
///
/// and only then is an array made. The window is asked nowhere: the whole block is unpacked into one
/// array, in which all that it refers to lies, so a frame of a hundred bytes with a window of 16 MiB
/// costs a hundred bytes.
///
/// What follows the last block and its checksum is damage: neither a second frame nor one that is to be
/// skipped stands in a block of a table. Nor does a frame that does not say how much it holds: LevelDB
/// asks for that itself.
///
/// RFC 8878, sections 3.1.1 and 7.2. Stateless.
final class FrameCheck {
    private FrameCheck() {}

    /// How many bytes `packed` holds, which is one whole frame and can be unpacked into that many.
    ///
    /// The [FrameHeader] is read. At byte 4 it is refused that a frame does not say how much it holds
    /// (expected `a frame that says how much it holds`, found `one that does not`), or says more than
    /// `bytesMax` (expected `a block of at most <bytesMax> bytes, unpacked`, found `<n> bytes`; a content
    /// size of eight bytes may be so large that it is negative here: it is too large as well, and is
    /// printed without a sign. The largest of all, eight bytes `ff`, is [FrameHeader#UNKNOWN] here, and is
    /// refused as such).
    ///
    /// [#most] then tells how much the blocks hold at most. If that is less than the frame says, it is
    /// refused at byte 4 with the same words, and `<most>` in place of `<bytesMax>`.
    ///
    /// @throws CorruptBytesException if it is not
    @Exercise("3.14")
    static int contentBytes(byte[] packed, int bytesMax) {
        FrameHeader header = FrameHeader.of(packed);
        long content = header.contentBytes();
        if (content == FrameHeader.UNKNOWN) {
            throw new CorruptBytesException(4, "a frame that says how much it holds", "one that does not");
        }
        if (content < 0 || content > bytesMax) {
            throw tooMuch(bytesMax, content);
        }
        long most = most(packed, header);
        if (content > most) {
            throw tooMuch(most, content);
        }
        return (int) content;
    }

    /// How many bytes the blocks of a frame hold at most, if they and the checksum are all of `packed`.
    ///
    /// From the end of the header on stand headers of blocks, of [FrameFormat#BLOCK_HEADER_BYTES] each
    /// ([FrameHeader#little]): bit 0 is set in that of the last one; bits 1 and 2 are the type; the
    /// others are a size. Behind it stand as many bytes as the size says, but one only for a
    /// [FrameFormat#RUN]. A raw block and a run hold `size` bytes, a packed one as many as the window at
    /// most; and no block of any kind more than [FrameFormat#BLOCK_BYTES_MAX], whatever it says.
    ///
    /// Refused are, at the header of the block: a type that is none of the three (expected `a block that
    /// is raw, a run or packed`, found `type <n>`), and a block that is not all there (expected `<n>
    /// bytes of a block`, found `<m>`, which are those behind its header). Behind the last block may
    /// stand the checksum, if there is one, and nothing else: expected, where the blocks end, `<0 or 4>
    /// bytes behind the last block`, found `<n>`.
    @Exercise("3.14")
    private static long most(byte[] packed, FrameHeader header) {
        long most = 0;
        int at = header.bytes();
        for (boolean isLast = false; !isLast; ) {
            int block = (int) FrameHeader.little(packed, at, FrameFormat.BLOCK_HEADER_BYTES);
            isLast = (block & 1) != 0;
            int type = (block >>> 1) & 0b11;
            int size = block >>> 3;
            if (type > FrameFormat.PACKED) {
                throw new CorruptBytesException(at, "a block that is raw, a run or packed", "type " + type);
            }
            int start = at + FrameFormat.BLOCK_HEADER_BYTES;
            int stored = type == FrameFormat.RUN ? 1 : size;
            if (packed.length - start < stored) {
                throw new CorruptBytesException(at, stored + " bytes of a block", "" + (packed.length - start));
            }
            long said = type == FrameFormat.PACKED ? header.windowBytes() : size;
            most += Math.min(said, FrameFormat.BLOCK_BYTES_MAX);
            at = start + stored;
        }
        int rest = header.hasChecksum() ? FrameFormat.CHECKSUM_BYTES : 0;
        if (packed.length - at != rest) {
            throw new CorruptBytesException(at, rest + " bytes behind the last block", "" + (packed.length - at));
        }
        return most;
    }

    private static CorruptBytesException tooMuch(long limit, long content) {
        String expected = "a block of at most " + limit + " bytes, unpacked";
        return new CorruptBytesException(4, expected, Long.toUnsignedString(content) + " bytes");
    }
}
