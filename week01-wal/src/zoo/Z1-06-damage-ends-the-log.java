/// id: Z1-06
/// title: damage in the middle is taken for the end of the log
/// invariant: LOUD
/// exercise: 1.4
/// seen: harper 2016, pebble 453, cqlite 1391
/// target: dev.cairn.wal.RecordReader#judge
/// killer: dev.cairn.wal.RecordReaderTest#a_wrong_checksum_with_a_record_behind_it_is_corruption
///
/// The cure of a store that did not open after a crash: whatever cannot be read is a torn tail. The store opens
/// after every crash now. It also opens after one bit in the first record has turned over, without a word, and
/// without the thousand acknowledged records behind it.
class RecordReader {
    private ReadResult judge(long offset, Damage damage) throws IOException {
        return new ReadResult.TornTail(wholeEnd, offset, damage);
    }
}
