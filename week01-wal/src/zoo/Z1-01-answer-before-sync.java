/// id: Z1-01
/// title: a write is acknowledged before its sync has returned
/// invariant: DUR
/// exercise: 1.8
/// seen: etcd 14370 and 14143, NATS 2.12.1
/// target: dev.cairn.wal.commit.CommitTurn#record
/// target: dev.cairn.wal.commit.CommitTurn#sync
/// killer: dev.cairn.wal.commit.CommitTurnTest#each_step_does_one_thing_and_the_last_one_ends_the_turn
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
