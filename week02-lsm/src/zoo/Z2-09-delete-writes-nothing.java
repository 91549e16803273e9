/// id: Z2-09
/// title: a delete of a key that the memtable does not have writes nothing
/// invariant: MODEL
/// exercise: 2.2
/// seen: LevelDB's DeletionMarkers tests; T-02, T-34 (a deleted key comes back)
/// target: dev.cairn.lsm.memtable.Memtable#add
/// killer: dev.cairn.lsm.memtable.MemtableTest#a_put_a_delete_and_an_unknown_key_are_three_things
///
/// What is not there need not be deleted. But a memtable is only what was written lately: the value may be in a
/// table, and the tombstone is all that hides it. Without it the deleted key is back after the first flush.
class Memtable {
    public void add(long sequence, Mutation mutation) {
        if (mutation instanceof Mutation.Delete
                && get(InternalKey.search(mutation.key(), sequence)) instanceof Lookup.Unknown) {
            return;
        }
        Bytes value = mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY;
        list.insert(InternalKey.of(mutation, sequence), value);
        entries = ++added;
        bytes = list.bytes();
    }
}
