/// id: Z1-02
/// title: a failed sync is tried again, and its success believed
/// invariant: DUR
/// exercise: 1.6
/// seen: ATC 2020 (fsync failures of five applications), rostam 94; pebble 4e40d1dc4 gives up instead
/// target: dev.cairn.wal.Log#sync
/// killer: dev.cairn.wal.LogFailureTest#after_a_failed_sync_everything_is_refused
///
/// What failed once may succeed the second time: true of a network, not of a disk. The operating system drops the
/// pages that it could not write and marks them clean, so the second sync has nothing to do and succeeds. The bytes
/// are readable until the power goes, and then they are not there.
class Log {
    @Override
    public void sync() {
        syncing.lock();
        try {
            refuseAfterFailure();
            try {
                tail.sync();
            } catch (IOException _) {
                tail.sync();
            }
            syncCount.incrementAndGet();
        } catch (IOException cause) {
            throw failed(unknown("sync", cause));
        } finally {
            syncing.unlock();
        }
    }
}
