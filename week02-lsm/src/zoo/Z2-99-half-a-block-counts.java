/// id: Z2-99
/// title: of a block that is refused half has counted
/// invariant: LOUD
/// exercise: 2.19
/// seen: own
/// target: dev.cairn.lsm.repair.SalvagedTable#take
/// killer: dev.cairn.lsm.repair.SalvagedTableTest#of_a_block_with_an_entry_of_no_known_kind_nothing_counts
///
/// Counting while one reads saves four variables. If the last entry of the block is none, the numbers of those before it
/// have been noted: and by these numbers it is decided which table is newer.
class SalvagedTable {
    private boolean take(BlockHandle handle) {
        BlockCursor cursor = BlockCursor.over(blocks.read(handle, false));
        cursor.checkRestarts();
        @Nullable InternalKey first = null;
        @Nullable InternalKey last = parts.isEmpty() ? null : parts.getLast().largest();
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            InternalKey key = InternalKey.at(cursor);
            requireEntry(cursor, last, key);
            first = first == null ? key : first;
            last = key;
            oldest = Math.min(oldest, key.sequence());
            newest = Math.max(newest, key.sequence());
            entries++;
        }
        if (first == null || last == null) {
            return false;
        }
        handles.add(handle);
        parts.add(new TableFile(handles.size(), handle.bytes(), first, last));
        return true;
    }
}
