/// id: Z1-07
/// title: a torn tail is not cut off before the log is appended to
/// invariant: DUR
/// exercise: 1.7
/// seen: amelie 17
/// target: dev.cairn.wal.Log#rewritten
/// killer: dev.cairn.wal.RecoveryTest#going_on_drops_the_torn_tail_and_the_zeros_ahead
///
/// The reader stops at the torn tail, so it seems to do no harm, and a start is faster when the file is kept as it is.
/// But whatever is appended from now on lies behind the damage, where the next start does not look.
class Log {
    private static AppendFile rewritten(Disk disk, String name, long bytes) throws IOException {
        String temporary = temporaryName(name);
        long size;
        try (ReadFile original = disk.open(name)) {
            size = original.size();
        }
        AppendFile copy = disk.create(temporary);
        return closedIfItFails(copy, () -> {
            copy(disk, name, size, copy);
            copy.sync();
            disk.rename(temporary, name);
            disk.syncDirectory();
            return copy;
        });
    }
}
