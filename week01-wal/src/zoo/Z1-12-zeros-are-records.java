/// id: Z1-12
/// title: zeros behind the last record are read as empty records
/// invariant: REC
/// exercise: 1.3
/// seen: Ratis-815; ext4 lengthens a file before its bytes are there
/// target: dev.cairn.wal.FragmentReader#at
/// killer: dev.cairn.wal.RecordReaderTest#zeros_behind_the_last_record_end_the_log
///
/// A length of zero and a checksum of zero: the sum of no bytes is zero, so the header is right, and the record is
/// empty. But zeros are what a file system shows where a length has survived and the bytes have not, and what lies
/// in room that was made ahead. The log seems to have thousands of records that nobody wrote.
class FragmentReader {
    private Found at(long offset) throws IOException {
        if (offset >= size) {
            return new Found.NoMore(offset);
        }
        load(offset);
        int start = (int) (offset - blockStart);
        int left = blockBytes - start;
        if (left < LogFormat.HEADER_BYTES) {
            return isZeroFrom(offset) ? new Found.NoMore(offset) : new Found.Broken(offset, Damage.HEADER_CUT);
        }
        ByteReader header = new ByteReader(Bytes.wrap(block).slice(start, start + LogFormat.HEADER_BYTES));
        int maskedCrc = header.fixed32();
        int length = header.u8() | header.u8() << 8;
        int kind = header.u8();
        if (length == 0 && maskedCrc == 0) {
            return new Found.Fragment(FragmentKind.FULL, offset, Bytes.EMPTY);
        }
        return check(offset, start, maskedCrc, length, kind);
    }
}
