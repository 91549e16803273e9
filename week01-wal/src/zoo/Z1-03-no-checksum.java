/// id: Z1-03
/// title: there is no checksum: neither written nor compared
/// invariant: LOUD
/// exercise: 1.2
/// seen: Ratis-815 (an entry with the checksum 0), T-10
/// target: dev.cairn.wal.RecordWriter#addFragment
/// target: dev.cairn.wal.FragmentReader#check
/// killer: dev.cairn.wal.RecordWriterTest#a_record_is_a_header_and_its_bytes
///
/// The length says where a record ends, and the disk has checksums of its own. But a disk keeps what it was given,
/// and after a power cut that may be the header without the data: the length is right, and behind it lies whatever
/// was there before. It is replayed as if it had been written.
class RecordWriter {
    private void addFragment(FragmentKind kind, Bytes data) {
        frame.fixed32(0)
                .u8(data.length())
                .u8(data.length() >> 8)
                .u8(kind.code())
                .raw(data);
    }
}

class FragmentReader {
    private Found check(long offset, int start, int maskedCrc, int length, int kind) {
        int dataStart = start + LogFormat.HEADER_BYTES;
        if (kind == 0 || kind >= FragmentKind.COUNT) {
            return new Found.Broken(offset, Damage.UNKNOWN_KIND);
        }
        if (length > LogFormat.BLOCK_BYTES - dataStart) {
            return new Found.Broken(offset, Damage.LENGTH_PAST_BLOCK);
        }
        if (length > blockBytes - dataStart) {
            return new Found.Broken(offset, Damage.DATA_CUT);
        }
        Bytes data = Bytes.wrap(block).slice(dataStart, dataStart + length);
        return new Found.Fragment(FragmentKind.of(kind), offset, data);
    }
}
