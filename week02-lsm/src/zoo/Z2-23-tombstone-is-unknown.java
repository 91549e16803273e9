/// id: Z2-23
/// title: a tombstone in the memtable is told as "not found"
/// invariant: MODEL
/// exercise: 2.2
/// seen: T-02, T-34 (a deleted key comes back, for a tombstone in memory reads as "absent")
/// target: dev.cairn.lsm.memtable.Memtable#get
/// killer: dev.cairn.lsm.memtable.MemtableTest#a_put_a_delete_and_an_unknown_key_are_three_things
///
/// For who asks the memtable alone the two are the same: there is no value. But a store goes on with the tables where
/// the memtable knows nothing, and there the old value is.
class Memtable {
    public Lookup get(InternalKey target) {
        int node = list.ceiling(target);
        if (node == SkipList.NONE) {
            return new Lookup.Unknown();
        }
        int entry = list.entry(node);
        byte[] array = list.array(entry);
        int start = list.keyStart(entry);
        int length = list.keyLength(entry);
        boolean isFound = target.compareUserKeyTo(array, start, length) == 0
                && EntryTag.isPut(InternalKeyOrder.tag(array, start, length));
        return isFound ? new Lookup.Found(list.value(entry)) : new Lookup.Unknown();
    }
}
