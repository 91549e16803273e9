/// id: Z2-33
/// title: two lengths are added as ints
/// invariant: LOUD
/// exercise: 2.4
/// target: dev.cairn.lsm.table.block.BlockCursor#readLongHeader
/// killer: dev.cairn.lsm.table.block.BlockCursorTest#an_entry_that_ends_behind_the_entries_is_refused
///
/// A length of 4,294,967,295 is -1 as an int, and -1 fits everywhere. What comes then is an exception of the array
/// or of the memory, which nobody expects, or a cursor that goes backwards, for ever.
class BlockCursor {
    private boolean readLongHeader(int start, int sharedMax) {
        at = start;
        int shared = (int) varint(start);
        int unshared = (int) varint(start);
        int valueLength = (int) varint(start);
        requireRoom(start, at, unshared + valueLength);
        return stand(start, at, sharedMax, shared, unshared, valueLength);
    }
}
