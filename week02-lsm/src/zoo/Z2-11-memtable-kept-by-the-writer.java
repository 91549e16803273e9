/// id: Z2-11
/// title: the writer keeps the memtable that it began with
/// invariant: DUR
/// exercise: 2.14
/// seen: mini-lsm solution-checkpoint 10, 12 (a memtable is swapped while a writer still holds it)
/// target: dev.cairn.lsm.WriteTarget#publish
/// killer: dev.cairn.lsm.WriteTargetTest#what_is_published_after_a_switch_goes_to_the_next_memtable
///
/// The active memtable is looked up once, which saves a volatile read for each group. After the first switch the writer
/// goes on filling a memtable that is being written to a table: what comes behind the flush's cursor is in no table, and
/// the log that had it is dropped.
class WriteTarget {
    private Memtable kept;

    public void publish(BatchFormat.Batch group, int recordBytes) {
        if (kept == null) {
            kept = parts.layers().state().active();
        }
        long sequence = group.sequence();
        for (Mutation mutation : group.mutations()) {
            kept.add(sequence++, mutation);
        }
        visible = group.lastSequence();
        writeBehind.logged(recordBytes);
        tellBudget();
    }
}
