/// id: Z1-04
/// title: the length of a damaged fragment is believed, although no checksum covers it
/// invariant: LOUD
/// exercise: 1.4
/// seen: cqlite 1391
/// target: dev.cairn.wal.FragmentReader#findRecordStart
/// killer: dev.cairn.wal.RecordReaderTest#a_length_past_the_end_of_the_file_with_a_record_behind_it_is_corruption
///
/// To look for the next record behind the damaged one, and not at every byte, looks like common sense. But the length
/// itself may be what is damaged: then the search leaps over whole records that were acknowledged, finds nothing, and
/// calls the rest of the file a torn tail.
class FragmentReader {
    OptionalLong findRecordStart(long from) throws IOException {
        long damaged = from - 1;
        load(damaged);
        int start = (int) (damaged - blockStart);
        int length = blockBytes - start < LogFormat.HEADER_BYTES
                ? 0
                : (block[start + LogFormat.LENGTH_OFFSET] & 0xff) | (block[start + LogFormat.LENGTH_OFFSET + 1] & 0xff) << 8;
        long candidate = skipTrailer(damaged + LogFormat.HEADER_BYTES + length);
        while (candidate < size) {
            long step = 1;
            if (at(candidate) instanceof Found.Fragment fragment) {
                if (fragment.kind().begins()) {
                    return OptionalLong.of(candidate);
                }
                step = fragment.end() - candidate;
            }
            candidate = skipTrailer(candidate + step);
        }
        return OptionalLong.empty();
    }
}
