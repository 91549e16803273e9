/// id: Z2-100
/// title: a slot of another key ends the search for the newest entry
/// invariant: MODEL
/// exercise: 2.2
/// seen: a classical mistake with open addressing: a lookup that does not go past a collision
/// target: dev.cairn.lsm.memtable.NewestEntries#find
/// killer: dev.cairn.lsm.memtable.NewestEntriesTest#each_of_many_keys_is_found_after_the_table_has_grown
///
/// A key lies where its hash says, or behind that, where the next free slot was. While the table is nearly empty hardly
/// any key lies behind.
class NewestEntries {
    int find(InternalKey key) {
        long[] table = slots;
        int mark = markOf(key);
        long slot = (long) SLOT.getAcquire(table, first(mark, table));
        return slot != 0 && isOf(key, mark, slot) ? (int) slot : NONE;
    }
}
