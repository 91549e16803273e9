/// id: Z2-94
/// title: a salvage compares the keys of one block alone
/// invariant: MODEL
/// exercise: 2.19
/// seen: own
/// target: dev.cairn.lsm.repair.SalvagedTable#take
/// killer: dev.cairn.lsm.repair.SalvagedTableTest#the_same_entry_twice_is_out_of_order
///
/// Each block is in order, so the table is. Two blocks can be in the wrong order with every checksum right, and a cursor
/// over them finds keys where none are looked for, or writes a table that is out of order.
class SalvagedTable {
    private boolean take(BlockHandle handle) {
        BlockCursor cursor = BlockCursor.over(blocks.read(handle, false));
        cursor.checkRestarts();
        @Nullable InternalKey first = null;
        @Nullable InternalKey last = null;
        long count = 0;
        long least = oldest;
        long most = newest;
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            InternalKey key = InternalKey.at(cursor);
            requireEntry(cursor, last, key);
            first = first == null ? key : first;
            last = key;
            least = Math.min(least, key.sequence());
            most = Math.max(most, key.sequence());
            count++;
        }
        if (first == null || last == null) {
            return false;
        }
        handles.add(handle);
        parts.add(new TableFile(handles.size(), handle.bytes(), first, last));
        entries += count;
        oldest = least;
        newest = most;
        return true;
    }
}
