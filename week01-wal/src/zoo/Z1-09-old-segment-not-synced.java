/// id: Z1-09
/// title: a segment is left behind without a sync
/// invariant: PREFIX
/// exercise: 1.6
/// seen: yugabyte 3490, rocksdb 12489
/// target: dev.cairn.wal.Log#roll
/// killer: dev.cairn.wal.LogTest#what_a_power_cut_leaves_of_many_segments_is_a_prefix
///
/// Under `never` nobody asked for a sync, so why have one when a segment is full? Because the operating system may
/// store the files in any order. If the new segment survives a power cut and the end of the old one does not, the
/// log has a hole: a later write is there, and an earlier one is gone.
class Log {
    public long roll() {
        long number = numbers.getAsLong();
        syncing.lock();
        try {
            refuseAfterFailure();
            LogTail next = newTail(disk, names, number);
            tail.close();
            finished.addLast(tail.segment());
            tail = next;
            return number;
        } catch (IOException cause) {
            throw failed(StoreException.Failed.of("create", disk.describe(names.nameOf(number)), cause));
        } finally {
            syncing.unlock();
        }
    }
}
