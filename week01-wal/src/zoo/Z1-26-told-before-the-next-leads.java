/// id: Z1-26
/// title: the members are told before the next leader is named
/// invariant: BOUND
/// exercise: 1.9
/// seen: a callback that waits for another writer stops the store
/// target: dev.cairn.wal.commit.GroupCommit#handOver
/// killer: dev.cairn.wal.commit.GroupCommitCallbackTest#while_a_callback_runs_the_next_group_is_committed
///
/// First the good news, then the housekeeping. But what hangs on a member's future runs here, on the thread that
/// leads, and is not ours: as long as it takes, nobody leads, and the whole queue waits for a stranger's callback.
/// If that callback waits for a writer in the queue, for ever.
class GroupCommit {
    boolean handOver(List<CommitRequest> group, @Nullable RuntimeException failure) {
        for (CommitRequest request : group) {
            if (failure == null) {
                tell(request, true);
            } else {
                fail(request, failure);
            }
        }
        @Nullable CommitRequest next;
        lock.lock();
        try {
            next = queue.peek();
            isLed = next != null;
        } finally {
            lock.unlock();
        }
        boolean goesOn = next != null && next.waiter() == null && next.work() instanceof Work.Alone;
        if (next != null && !goesOn) {
            appoint(next);
        }
        return goesOn;
    }
}
