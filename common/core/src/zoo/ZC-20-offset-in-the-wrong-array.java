/// id: ZC-20
/// title: a varint is read from the array's start, not the slice's
/// invariant: MODEL
/// exercise: 1.1
/// seen: a student's first attempt
/// target: dev.cairn.common.bytes.ByteReader#varint64
/// killer: dev.cairn.common.bytes.ByteReaderTest#varints_in_a_slice_are_read_from_its_own_start
///
/// A reader over a whole array is right, and so are most tests. A reader over a slice in the middle of one reads the
/// bytes of whatever lies before it.
class ByteReader {
    public long varint64() {
        long value = 0;
        for (int i = 0; i < 10; i++) {
            if (i >= remaining()) {
                throw new CorruptBytesException(offset, "a varint", remaining() + " bytes, the last one not final");
            }
            long next = array[offset + i];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return finish(i, next, value);
            }
        }
        throw new CorruptBytesException(offset, "a varint of at most 10 bytes", "a longer one");
    }
}
