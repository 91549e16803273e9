/// id: Z3-77
/// title: a small block with a large window is refused
/// invariant: MODEL
/// exercise: 3.14
/// target: dev.cairn.compression.FrameCheck#contentBytes
/// killer: dev.cairn.compression.ZstandardTest#a_large_window_around_little_content_is_read
///
/// A window is memory that a reader must have, says the RFC, and a reader may refuse what is too large. That is for
/// who reads a stream. Whoever has the whole block in one array needs no window, and this block is honest.
class FrameCheck {
    static int contentBytes(byte[] packed, int bytesMax) {
        FrameHeader header = FrameHeader.of(packed);
        long content = header.contentBytes();
        if (content == FrameHeader.UNKNOWN) {
            throw new CorruptBytesException(4, "a frame that says how much it holds", "one that does not");
        }
        if (content < 0 || content > bytesMax || header.windowBytes() > bytesMax) {
            throw tooMuch(bytesMax, content);
        }
        long most = most(packed, header);
        if (content > most) {
            throw tooMuch(most, content);
        }
        return (int) content;
    }
}
