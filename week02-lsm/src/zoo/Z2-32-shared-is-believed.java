/// id: Z2-32
/// title: a key may share more bytes than the key before has
/// invariant: LOUD
/// exercise: 2.4
/// target: dev.cairn.lsm.table.block.BlockCursor#stand
/// killer: dev.cairn.lsm.table.block.BlockCursorTest#a_first_key_that_shares_bytes_is_refused
///
/// The checksum was right, so the block is what was written. Checksums may be off, though, and what was written may
/// have been wrong: then the key begins with bytes that are left over from some other key, and is shown as one.
class BlockCursor {
    private boolean stand(int start, int keyAt, int sharedMax, long shared, int unshared, int valueLength) {
        int length = (int) shared + unshared;
        if (length < keyBytesMin) {
            throw block.corrupt(start, "a key of at least " + keyBytesMin + " bytes", length + " bytes");
        }
        if (length > key.length) {
            key = Arrays.copyOf(key, Math.max(length, 2 * key.length));
        }
        block.copy(keyAt, key, (int) shared, unshared);
        keyLength = length;
        entryStart = start;
        valueStart = keyAt + unshared;
        entryEnd = valueStart + valueLength;
        return true;
    }
}
