/// id: Z1-10
/// title: what was recovered is left as it is, and a new segment begun behind it
/// invariant: PREFIX
/// exercise: 1.7
/// seen: rocksdb 10560 (a log left unsynced behind a newer, synced one)
/// target: dev.cairn.wal.Log#resume
/// killer: dev.cairn.wal.LogFailureTest#pages_that_a_failed_sync_forgot_are_written_again_by_the_next_process
///
/// What has been read must be on the disk: where else would it come from? From the cache of the operating system,
/// if only the process died. Nothing has made it durable, and a sync of the new segment does not cover the old one.
/// A power cut now may keep the second life's writes and lose the end of the first.
class Log {
    public static Log resume(
            Disk disk, SegmentNames names, LongSupplier numbers, LogOptions options, Recovery recovery) {
        if (recovery.segments().isEmpty()) {
            return create(disk, names, numbers, options);
        }
        Segment newest = recovery.segments().getLast();
        String name = names.nameOf(newest.number());
        try {
            if (recovery.dropped().isPresent()) {
                disk.truncate(name, newest.bytes());
            }
            Log log = create(disk, names, numbers, options);
            log.finished.addAll(recovery.segments());
            return log;
        } catch (IOException cause) {
            throw StoreException.Failed.of("truncate", disk.describe(name), cause);
        }
    }
}
