/// id: ZC-02
/// title: room for the declared length is allocated before a look at how many bytes there are
/// invariant: BOUND
/// exercise: none
/// seen: leveldb 1349, voldemort 321, hardwood 714
/// target: dev.cairn.common.bytes.ByteReader#lengthPrefixed
/// killer: dev.cairn.common.bytes.ByteReaderTest#a_declared_length_takes_no_memory_before_the_bytes_are_there
///
/// A copy of its own, so that the value does not keep the record alive: a good thought. But the array is made
/// first, and only the copying finds that the bytes are not there. Five damaged bytes ask for two gigabytes, and
/// the process dies of one bad length instead of naming it.
class ByteReader {
    public Bytes lengthPrefixed() {
        int from = offset;
        int length = varint32();
        byte[] copy = new byte[Math.max(length, 0)];
        if (length < 0 || length > remaining()) {
            int left = remaining();
            offset = from;
            throw new CorruptBytesException(from, "a length of at most " + left, Integer.toUnsignedString(length));
        }
        System.arraycopy(array, start + offset, copy, 0, length);
        offset += length;
        return Bytes.wrap(copy);
    }
}
