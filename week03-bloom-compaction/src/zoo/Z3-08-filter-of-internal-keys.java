/// id: Z3-08
/// title: the filter hashes the sequence number too
/// invariant: MODEL
/// exercise: 3.4
/// target: dev.cairn.bloom.BlockedBloomBuilder#add
/// killer: dev.cairn.bloom.FilteredStoreTest#a_get_of_a_key_that_is_there_asks_a_filter_and_looks_at_a_block_once
///
/// The eight bytes of the tag stand right behind the user key, in the same array. A filter of those denies every key that
/// a get asks for, for a get does not know with which sequence number the key was written.
class BlockedBloomBuilder {
    public void add(byte[] array, int start, int length) {
        long hash = Hash64.of(array, start, Math.min(length + Long.BYTES, array.length - start));
        if (keys > 0 && hashes[keys - 1] == hash) {
            return;
        }
        if (keys == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * keys);
        }
        hashes[keys++] = hash;
    }
}
