/// id: Z1-01
/// title: a write is acknowledged before its sync has returned
/// invariant: DUR
/// exercise: 1.8
/// seen: etcd 14370 and 14143, NATS 2.12.1
/// target: dev.cairn.wal.commit.CommitTurn#record
/// target: dev.cairn.wal.commit.CommitTurn#sync
/// killer: dev.cairn.wal.commit.GroupCommitTest#a_write_is_recorded_then_synced_then_published_then_acknowledged
///
/// It makes every benchmark faster: while one group waits for the disk, the next is gathered, so the sync is left to
/// the next group. Whoever was acknowledged last has nothing on the platter. A kill of the process shows nothing of it,
/// because the operating system still has the bytes; only a power cut does.
class CommitTurn {
    private Next record() {
        commits.syncIfAlways();
        commits.record(encoded);
        return then(Step.SYNC);
    }

    private Next sync() {
        return then(Step.PUBLISH);
    }
}
