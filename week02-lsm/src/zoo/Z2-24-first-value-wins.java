/// id: Z2-24
/// title: of the changes of a key the oldest is the answer
/// invariant: MODEL
/// exercise: 2.2
/// seen: T-12 (a key that is written twice reads back as the first value)
/// target: dev.cairn.lsm.memtable.Memtable#get
/// killer: dev.cairn.lsm.memtable.MemtableTest#a_get_is_answered_by_the_newest_change_that_is_not_too_new
///
/// What comes last is the newest: so it is in a log, and in a list that is sorted by key alone. Here the newest comes
/// first, so that a search need not go on; whoever goes on all the same ends at the oldest.
class Memtable {
    public Lookup get(InternalKey target) {
        Lookup found = new Lookup.Unknown();
        for (int node = list.ceiling(target); node != SkipList.NONE; node = list.next(node)) {
            int entry = list.entry(node);
            byte[] array = list.array(entry);
            int start = list.keyStart(entry);
            int length = list.keyLength(entry);
            if (target.compareUserKeyTo(array, start, length) != 0) {
                break;
            }
            found = EntryTag.isPut(InternalKeyOrder.tag(array, start, length))
                    ? new Lookup.Found(list.value(entry))
                    : new Lookup.Deleted();
        }
        return found;
    }
}
