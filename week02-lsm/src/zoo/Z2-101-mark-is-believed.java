/// id: Z2-101
/// title: a slot with the same 31 bits of hash is taken for the key
/// invariant: MODEL
/// exercise: 2.2
/// seen: a hash that is taken for a key: among 50,000 keys two share 31 bits more often than not
/// target: dev.cairn.lsm.memtable.NewestEntries#find
/// killer: dev.cairn.lsm.memtable.NewestEntriesTest#two_keys_with_the_same_mark_are_two
///
/// Most tests have a thousand keys, and two of those share a mark once in four thousand runs.
class NewestEntries {
    int find(InternalKey key) {
        long[] table = slots;
        int mark = markOf(key);
        for (int at = first(mark, table); ; at = next(at, table)) {
            long slot = (long) SLOT.getAcquire(table, at);
            if (slot == 0) {
                return NONE;
            }
            if ((int) (slot >>> Integer.SIZE) == mark) {
                return (int) slot;
            }
        }
    }
}
