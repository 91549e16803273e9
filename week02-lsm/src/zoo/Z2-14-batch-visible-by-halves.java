/// id: Z2-14
/// title: each row of a batch is visible when it is in memory
/// invariant: SNAP
/// exercise: 2.14
/// seen: rocksdb 12995; T-22 (a WriteBatch that is called atomic)
/// target: dev.cairn.lsm.WriteTarget#publish
/// killer: dev.cairn.lsm.WriteTargetTest#nothing_of_a_group_is_visible_before_all_of_it_is_in_memory
///
/// The number of the newest row is raised as the rows go in, so that readers need not wait for the last of them. Who
/// begins to read in between sees the money leave one account and not arrive in the other.
class WriteTarget {
    public void publish(BatchFormat.Batch group, int recordBytes) {
        Memtable active = parts.layers().state().active();
        long sequence = group.sequence();
        for (Mutation mutation : group.mutations()) {
            active.add(sequence, mutation);
            visible = sequence++;
        }
        writeBehind.logged(recordBytes);
        tellBudget();
    }
}
