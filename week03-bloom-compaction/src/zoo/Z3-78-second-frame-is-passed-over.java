/// id: Z3-78
/// title: what stands behind a frame is passed over
/// invariant: LOUD
/// exercise: 3.14
/// target: dev.cairn.compression.FrameCheck#most
/// killer: dev.cairn.compression.ZstandardTest#what_stands_behind_a_frame_is_refused
///
/// The frame is whole, and holds what it says. That somebody has written more bytes than belong to it is a sign that
/// the length of the block is wrong, and the last chance to notice it.
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
            most += Math.min(said, FrameFormat.BLOCK_BYTES_MAX);
            at = start + stored;
        }
        return most;
    }
}
