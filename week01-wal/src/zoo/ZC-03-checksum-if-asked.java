/// id: ZC-03
/// title: the checksum is written, and compared only if an option asks for it
/// invariant: LOUD
/// exercise: 1.3
/// seen: NATS 2.12.1, pebble d40d24140 (no check where no histogram was configured)
/// target: dev.cairn.wal.FragmentReader#check
/// killer: dev.cairn.wal.FragmentReaderTest#a_bit_of_checksum_kind_or_data_that_is_turned_is_a_wrong_checksum
///
/// Checksums cost time, so they are an option; for debugging. Whoever has the trouble does not know that there is
/// such an option, and whoever is sure that disks do not err has never set it. The file carries the proof of its
/// damage, and nobody looks.
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
        if (Boolean.getBoolean("cairn.verifyChecksums")
                && Crc.masked(block, start + LogFormat.KIND_OFFSET, 1 + length) != maskedCrc) {
            return new Found.Broken(offset, Damage.CHECKSUM);
        }
        Bytes data = Bytes.wrap(block).slice(dataStart, dataStart + length);
        return new Found.Fragment(FragmentKind.of(kind), offset, data);
    }
}
