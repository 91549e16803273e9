package dev.cairn.compression;

import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.workbook.Exercise;

/// What a Zstandard frame says of itself before its first block.
///
/// Immutable.
///
/// @param bytes how long the header is: where the first block begins
/// @param contentBytes how much the frame holds, unpacked; [#UNKNOWN] if it does not say so
/// @param windowBytes how far back a block may refer; a frame of one segment has its content size here
/// @param hasChecksum whether a checksum stands behind the blocks
record FrameHeader(int bytes, long contentBytes, long windowBytes, boolean hasChecksum) {
    /// A frame that does not say how much it holds. (0 would be another thing: a frame that holds
    /// nothing.)
    static final long UNKNOWN = -1;

    /// The header at the start of `packed`.
    ///
    /// Behind the magic and the descriptor stand, in this order: a byte for the window, unless the bit
    /// for a single segment is set; the number of a dictionary, of 0, 1, 2 or 4 bytes, for 0 to 3 in the
    /// lower two bits of the descriptor; and the content size, of 0, 2, 4 or 8 bytes, for 0 to 3 in its
    /// upper two bits, except that 0 is one byte if the bit for a single segment is set. To a content
    /// size of two bytes [FrameFormat#TWO_BYTES_FROM] is added; where it has no bytes, it is [#UNKNOWN].
    ///
    /// The window is `2^n + m * 2^n / 8`, `n` being the upper five bits of its byte and
    /// [FrameFormat#WINDOW_LOG_MIN], and `m` its lower three; where there is no byte, it is the content
    /// size.
    ///
    /// Bytes come from [#little], which sees to it that they are there. What is refused, at its byte:
    /// another magic ([#requireMagic]); the reserved bit (byte 4: `a frame of this format, whose bit 3 is
    /// 0`, found `a descriptor of <two hexadecimal digits>`); a dictionary, whatever its number is,
    /// unless that is 0 (at its first byte: `a frame without a dictionary`, found `one that needs
    /// dictionary <number>`).
    ///
    /// @throws CorruptBytesException if it is no such header
    @Exercise("3.14")
    static FrameHeader of(byte[] packed) {
        requireMagic(packed);
        int descriptor = (int) little(packed, FrameFormat.MAGIC_BYTES, 1);
        if ((descriptor & FrameFormat.RESERVED_BIT) != 0) {
            String found = "a descriptor of %02x".formatted(descriptor);
            throw new CorruptBytesException(4, "a frame of this format, whose bit 3 is 0", found);
        }
        boolean isSingle = (descriptor & FrameFormat.SINGLE_SEGMENT_BIT) != 0;
        int at = FrameFormat.MAGIC_BYTES + 1;
        long window = isSingle ? 0 : windowOf((int) little(packed, at++, 1));
        int dictionaryBytes = (1 << (descriptor & FrameFormat.DICTIONARY_MASK)) >> 1;
        long dictionary = little(packed, at, dictionaryBytes);
        if (dictionary != 0) {
            String found = "one that needs dictionary " + dictionary;
            throw new CorruptBytesException(at, "a frame without a dictionary", found);
        }
        at += dictionaryBytes;
        int code = descriptor >>> FrameFormat.SIZE_SHIFT;
        int sizeBytes = code == 0 ? (isSingle ? 1 : 0) : 1 << code;
        long size = sizeBytes == 0 ? UNKNOWN : little(packed, at, sizeBytes);
        long content = sizeBytes == 2 ? size + FrameFormat.TWO_BYTES_FROM : size;
        boolean hasChecksum = (descriptor & FrameFormat.CHECKSUM_BIT) != 0;
        return new FrameHeader(at + sizeBytes, content, isSingle ? content : window, hasChecksum);
    }

    /// A number of `count` bytes, 8 at most, that begins at byte `at`, the lowest byte first; 0 if it has
    /// none.
    ///
    /// @throws CorruptBytesException at the end of `packed` if it is not all there: expected `a frame of
    ///     at least <at + count> bytes`, found `<length> bytes`
    static long little(byte[] packed, int at, int count) {
        if (packed.length - at < count) {
            String expected = "a frame of at least " + (at + (long) count) + " bytes";
            throw new CorruptBytesException(packed.length, expected, packed.length + " bytes");
        }
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = (number << 8) | (packed[at + i] & 0xFF);
        }
        return number;
    }

    private static void requireMagic(byte[] packed) {
        int magic = (int) little(packed, 0, FrameFormat.MAGIC_BYTES);
        if (magic != FrameFormat.MAGIC) {
            String expected = "a Zstandard frame, which begins with %08x".formatted(FrameFormat.MAGIC);
            throw new CorruptBytesException(0, expected, "%08x".formatted(magic));
        }
    }

    private static long windowOf(int coded) {
        long base = 1L << ((coded >>> FrameFormat.EXPONENT_SHIFT) + FrameFormat.WINDOW_LOG_MIN);
        return base + base / 8 * (coded & 0b111);
    }
}
