package dev.cairn.compression;

/// The numbers of a Zstandard frame, as RFC 8878, section 3.1.1, has them. Integers are little-endian.
///
/// ```text
/// frame  = magic(4)  descriptor(1)  [ window(1) ]  [ dictionary(1, 2 or 4) ]  [ content size(1, 2, 4 or 8) ]
///          block+  [ checksum(4) ]
/// block  = header(3): bit 0 the last one, bits 1-2 its type, bits 3-23 its size     then bytes
/// ```
///
/// The page is `docs/formats/compression.md`.
final class FrameFormat {
    /// The first four bytes: `28 b5 2f fd`.
    static final int MAGIC = 0xFD2FB528;

    static final int MAGIC_BYTES = 4;

    /// Of the descriptor: the lower two bits say how long the number of a dictionary is.
    static final int DICTIONARY_MASK = 0b11;

    /// Of the descriptor: a checksum stands behind the blocks.
    static final int CHECKSUM_BIT = 1 << 2;

    /// Of the descriptor: must be 0.
    static final int RESERVED_BIT = 1 << 3;

    /// Of the descriptor: there is no byte for the window, which is as large as the content.
    static final int SINGLE_SEGMENT_BIT = 1 << 5;

    /// Of the descriptor: where the two bits begin that say how long the content size is.
    static final int SIZE_SHIFT = 6;

    /// What is added to a content size of two bytes.
    static final int TWO_BYTES_FROM = 256;

    /// Of the window: where its exponent begins; below it is the mantissa.
    static final int EXPONENT_SHIFT = 3;

    /// The logarithm of the smallest window.
    static final int WINDOW_LOG_MIN = 10;

    static final int BLOCK_HEADER_BYTES = 3;
    static final int CHECKSUM_BYTES = 4;

    /// No block holds more, unpacked, however large the window is.
    static final int BLOCK_BYTES_MAX = 128 * 1024;

    /// A block of bytes as they are.
    static final int RAW = 0;

    /// A block of one byte, and how often it stands there.
    static final int RUN = 1;

    /// A block that is packed.
    static final int PACKED = 2;

    private FrameFormat() {}
}
