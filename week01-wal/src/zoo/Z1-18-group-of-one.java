/// id: Z1-18
/// title: writes are queued together and synced one by one
/// invariant: BOUND
/// exercise: 1.9
/// seen: T-15 (one sync for each record of a batch)
/// target: dev.cairn.wal.commit.GroupCommit#takeGroup
/// killer: dev.cairn.wal.commit.GroupCommitTest#writes_that_come_while_others_are_committed_are_one_group_with_one_sync
///
/// The queue is there, the leader is there, all promises are kept. But the leader takes one request at a time, so
/// fifty writers wait for fifty syncs, one after another, where two would have done.
class GroupCommit {
    List<CommitRequest> takeGroup() {
        lock.lock();
        try {
            List<CommitRequest> group = new ArrayList<>();
            group.add(queue.remove());
            return group;
        } finally {
            lock.unlock();
        }
    }
}
