/// id: Z3-166
/// title: a run is believed whatever its header has room for
/// invariant: BOUND
/// exercise: 3.14
/// seen: own
/// target: dev.cairn.compression.FrameCheck#most
/// killer: dev.cairn.compression.ZstandardTest#no_block_is_believed_more_than_128_KiB_whatever_it_says
///
/// Twenty-one bits of size, so four bytes are two MiB. The format allows 128 KiB: a bomb that is sixteen times as large.
class FrameCheck {
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
            most += type == FrameFormat.PACKED ? Math.min(said, FrameFormat.BLOCK_BYTES_MAX) : said;
            at = start + stored;
        }
        int rest = header.hasChecksum() ? FrameFormat.CHECKSUM_BYTES : 0;
        if (packed.length - at != rest) {
            throw new CorruptBytesException(at, rest + " bytes behind the last block", "" + (packed.length - at));
        }
        return most;
    }
}
