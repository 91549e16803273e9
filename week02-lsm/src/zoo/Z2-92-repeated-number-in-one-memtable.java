/// id: Z2-92
/// title: a log whose numbers repeat is read into one memtable
/// invariant: REC
/// exercise: 2.19
/// seen: own
/// target: dev.cairn.lsm.repair.SalvagedLog.Replay#memtableFor
/// killer: dev.cairn.lsm.repair.SalvagedLogTest#a_number_that_was_there_before_is_in_a_memtable_of_its_own
///
/// A new memtable only when one is full, as in a store. But this log is damaged goods: the same change comes twice, the
/// memtable takes that for a bug of its caller, and the repair ends where it is needed most.
class Replay {
    private Memtable memtableFor(BatchFormat.Batch batch) {
        boolean isNext = !memtables.isEmpty() && memtables.getLast().bytes() < MemtableOptions.DEFAULT.bytes();
        if (!isNext) {
            memtables.add(new Memtable(new SplittableRandom(memtables.size())));
        }
        return memtables.getLast();
    }
}
