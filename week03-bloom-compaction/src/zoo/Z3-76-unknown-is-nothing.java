/// id: Z3-76
/// title: a frame that does not say how much it holds is taken for an empty one
/// invariant: LOUD
/// exercise: 3.14
/// seen: zstd's own ZSTD_getDecompressedSize, which is deprecated because it answers 0 to both
/// target: dev.cairn.compression.FrameCheck#contentBytes
/// killer: dev.cairn.compression.ZstandardTest#a_frame_that_does_not_say_how_much_it_holds_is_refused
///
/// Nothing to read, nothing to unpack. Here the library notices that the content does not fit into no bytes; what is
/// then said of the damage helps nobody. With another library it is an empty block.
class FrameCheck {
    static int contentBytes(byte[] packed, int bytesMax) {
        FrameHeader header = FrameHeader.of(packed);
        long content = Math.max(0, header.contentBytes());
        if (content > bytesMax) {
            throw tooMuch(bytesMax, content);
        }
        long most = most(packed, header);
        if (content > most) {
            throw tooMuch(most, content);
        }
        return (int) content;
    }
}
