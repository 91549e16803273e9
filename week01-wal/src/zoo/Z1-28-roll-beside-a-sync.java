/// id: Z1-28
/// title: a roll closes the old file without regard to a sync that is under way
/// invariant: DUR
/// exercise: 1.6
/// target: dev.cairn.wal.Log#roll
/// killer: dev.cairn.wal.LogTest#a_sync_that_comes_while_the_old_file_is_closed_waits_for_the_new_segment
///
/// Appends and rolls come one after another, so who would be in the way? The background's sync under `every`: it has
/// just taken the old segment to be the newest, and syncs a file that is closed. That is a failed sync, after which
/// the log takes nothing more, though nothing was wrong.
class Log {
    public long roll() {
        sync();
        long number = numbers.getAsLong();
        try {
            refuseAfterFailure();
            LogTail next = newTail(disk, names, number);
            tail = closedIfItFails(next, () -> {
                tail.close();
                finished.addLast(tail.segment());
                return next;
            });
            return number;
        } catch (IOException cause) {
            throw failed(StoreException.Failed.of("create", disk.describe(names.nameOf(number)), cause));
        }
    }
}
