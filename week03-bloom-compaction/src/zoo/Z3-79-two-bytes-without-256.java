/// id: Z3-79
/// title: of a content size of two bytes 256 are forgotten
/// invariant: MODEL
/// exercise: 3.14
/// target: dev.cairn.compression.FrameHeader#of
/// killer: dev.cairn.compression.FrameHeaderTest#what_a_header_says_is_read
///
/// One, four and eight bytes are the number itself; two bytes are not, since what fits one byte is never written in
/// two. Blocks of 256 bytes to 64 KiB, and that is nearly all of them, are then too large for their arrays.
class FrameHeader {
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
        long content = sizeBytes == 0 ? UNKNOWN : little(packed, at, sizeBytes);
        boolean hasChecksum = (descriptor & FrameFormat.CHECKSUM_BIT) != 0;
        return new FrameHeader(at + sizeBytes, content, isSingle ? content : window, hasChecksum);
    }
}
