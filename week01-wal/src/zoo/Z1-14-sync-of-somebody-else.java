/// id: Z1-14
/// title: who waited for another's sync takes it for its own
/// invariant: DUR
/// exercise: 1.6
/// seen: rocksdb 10185 (a size tracked as synced that was more than the synced one)
/// target: dev.cairn.wal.Log#sync
/// killer: dev.cairn.wal.LogTest#a_sync_that_waited_for_another_covers_what_was_appended_meanwhile
///
/// Two threads ask for a sync, one waits for the other, and then the file has just been synced: a second time would
/// be waste. But the sync that it waited for may have begun before its bytes were appended, and a sync covers what
/// was there when it began.
class Log {
    @Override
    public void sync() {
        long syncsBefore = syncCount.get();
        syncing.lock();
        try {
            refuseAfterFailure();
            if (syncCount.get() == syncsBefore) {
                tail.sync();
                syncCount.incrementAndGet();
            }
        } catch (IOException cause) {
            throw failed(unknown("sync", cause));
        } finally {
            syncing.unlock();
        }
    }
}
