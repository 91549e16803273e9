/// id: Z1-16
/// title: beginning a new segment deletes the one before it
/// invariant: DUR
/// exercise: 1.6
/// seen: T-04 (after the first flush no log file was left; 10 of 10 later writes lost at the next start)
/// target: dev.cairn.wal.Log#roll
/// killer: dev.cairn.wal.LogTest#a_roll_makes_the_old_segment_and_the_new_name_durable_before_the_first_record
///
/// The old segment is full and synced, and a checkpoint is about to hold all that is in it. But it does not hold it
/// yet, and a segment is also begun when nobody makes a checkpoint.
class Log {
    public long roll() {
        sync();
        long number = numbers.getAsLong();
        syncing.lock();
        try {
            refuseAfterFailure();
            LogTail next = newTail(disk, names, number);
            tail.close();
            disk.delete(names.nameOf(tail.number()));
            disk.syncDirectory();
            tail = next;
            return number;
        } catch (IOException cause) {
            throw failed(StoreException.Failed.of("create", disk.describe(names.nameOf(number)), cause));
        } finally {
            syncing.unlock();
        }
    }
}
