/// id: Z1-19
/// title: a group always waits for the clock, though the disk is free
/// invariant: BOUND
/// exercise: 1.8
/// seen: T-16 (fifty writers, a batch of a hundred, and ten milliseconds for each write)
/// target: dev.cairn.wal.commit.CommitTurn#linger
/// killer: dev.cairn.wal.commit.CommitTurnTest#each_step_does_one_thing_and_the_last_one_ends_the_turn
///
/// Larger groups are cheaper, so each waits ten milliseconds for others to join. While the disk is busy they gather
/// anyway; while it is free the wait is for nothing, and the rate of writes is that of the clock and not that of
/// the disk.
class CommitTurn {
    private Next linger() {
        step = Step.GATHER;
        return Job.after(java.time.Duration.ofMillis(10));
    }
}
