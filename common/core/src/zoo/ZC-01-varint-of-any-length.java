/// id: ZC-01
/// title: a varint is read however long it is, and its upper bits fall off
/// invariant: LOUD
/// exercise: 1.1
/// seen: clickhouse-java 2902, avro 3861
/// target: dev.cairn.common.bytes.ByteReader#varint64
/// killer: dev.cairn.common.bytes.ByteReaderTest#a_varint_with_needless_bytes_is_refused
///
/// The loop of every textbook: add seven bits, go on while the top bit is set. It reads all that the writer writes.
/// It also reads what no writer wrote: ten bytes whose last one overflows lose their upper bits and become another,
/// smaller number, and zeros that are padded on give one value many encodings. So a damaged length passes for a
/// right one, and what follows is read at the wrong place.
class ByteReader {
    public long varint64() {
        long value = 0;
        int shift = 0;
        int length = 0;
        while (true) {
            if (length >= remaining()) {
                throw new CorruptBytesException(offset, "a varint", remaining() + " bytes, the last one not final");
            }
            long next = array[start + offset + length++];
            value |= (next & 0x7F) << shift;
            shift += 7;
            if (next >= 0) {
                offset += length;
                return value;
            }
        }
    }
}
