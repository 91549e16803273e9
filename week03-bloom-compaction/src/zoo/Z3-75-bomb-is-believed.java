/// id: Z3-75
/// title: a frame is believed how much it holds
/// invariant: BOUND
/// exercise: 3.14
/// target: dev.cairn.compression.FrameCheck#contentBytes
/// killer: dev.cairn.compression.ZstandardTest#what_is_said_of_blocks_is_asked_of_each_kind
///
/// There is a limit, so what can happen? The limit is a gigabyte, for the largest honest block. Twenty bytes make the
/// store reserve that, in each thread that reads them, and only then find out that they are damaged.
class FrameCheck {
    static int contentBytes(byte[] packed, int bytesMax) {
        FrameHeader header = FrameHeader.of(packed);
        long content = header.contentBytes();
        if (content == FrameHeader.UNKNOWN) {
            throw new CorruptBytesException(4, "a frame that says how much it holds", "one that does not");
        }
        if (content < 0 || content > bytesMax) {
            throw tooMuch(bytesMax, content);
        }
        most(packed, header);
        return (int) content;
    }
}
