/// id: Z3-24
/// title: the filter is sized by entries and not by keys
/// invariant: BOUND
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloomBuilder#add
/// killer: dev.cairn.bloom.BlockedBloomTest#a_key_that_comes_many_times_in_a_row_counts_once
///
/// A key that was overwritten a hundred times, while somebody held snapshots, has a hundred entries in the table and the
/// bits of one in the filter. A filter for each entry is a hundred times as large as it need be.
class BlockedBloomBuilder {
    public void add(byte[] array, int start, int length) {
        if (keys == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * keys);
        }
        hashes[keys++] = Hash64.of(array, start, length);
    }
}
