/// id: Z3-130
/// title: the first key is taken for one that came before if its hash is 0
/// invariant: MODEL
/// exercise: 3.4
/// seen: own; a trial of the exercise
/// target: dev.cairn.bloom.BlockedBloomBuilder#add
/// killer: dev.cairn.bloom.BlockedBloomTest#a_key_with_a_hash_of_0_that_comes_first_is_found
///
/// The last hash is looked at before there is one, and an array begins as zeros. One key in 2^64 has that hash; whoever
/// chooses his keys finds it, and the row is in the table and is denied.
class BlockedBloomBuilder {
    public void add(byte[] array, int start, int length) {
        long hash = Hash64.of(array, start, length);
        if (hashes[Math.max(0, keys - 1)] == hash) {
            return;
        }
        if (keys == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * keys);
        }
        hashes[keys++] = hash;
    }
}
