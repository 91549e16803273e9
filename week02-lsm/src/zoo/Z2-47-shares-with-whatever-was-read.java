/// id: Z2-47
/// title: a key may share what the cursor happens to hold
/// invariant: LOUD
/// exercise: 2.4
/// target: dev.cairn.lsm.table.block.BlockCursor#stand
/// killer: dev.cairn.lsm.table.block.BlockCursorTest#a_restart_point_that_shares_bytes_is_refused_wherever_the_cursor_was
///
/// The last key that was read is compared with, and not the one that the entry follows. For a walk from the front that
/// is the same. After a jump to a restart point it is some other key, and a damaged block answers with a mixture.
class BlockCursor {
    private boolean stand(int start, int keyAt, int sharedMax, long shared, int unshared, int valueLength) {
        if (shared > keyLength || (!isOnEntry() && shared > 0)) {
            throw block.corrupt(start, "a key that shares at most " + sharedMax + " bytes", Long.toString(shared));
        }
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
