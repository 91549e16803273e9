/// id: Z2-31
/// title: a key that outgrows its array loses what it shares
/// invariant: MODEL
/// exercise: 2.4
/// target: dev.cairn.lsm.table.block.BlockCursor#stand
/// killer: dev.cairn.lsm.table.block.BlockSearchTest#keys_and_values_may_be_of_any_length
///
/// The array is too small, so a larger one takes its place. But its first bytes are what the key before lends to
/// this one. With keys of 16 bytes nobody ever sees it.
class BlockCursor {
    private boolean stand(int start, int keyAt, int sharedMax, long shared, int unshared, int valueLength) {
        if (shared > sharedMax) {
            throw block.corrupt(start, "a key that shares at most " + sharedMax + " bytes", Long.toString(shared));
        }
        int length = (int) shared + unshared;
        if (length < keyBytesMin) {
            throw block.corrupt(start, "a key of at least " + keyBytesMin + " bytes", length + " bytes");
        }
        if (length > key.length) {
            key = new byte[Math.max(length, 2 * key.length)];
        }
        block.copy(keyAt, key, (int) shared, unshared);
        keyLength = length;
        entryStart = start;
        valueStart = keyAt + unshared;
        entryEnd = valueStart + valueLength;
        return true;
    }
}
