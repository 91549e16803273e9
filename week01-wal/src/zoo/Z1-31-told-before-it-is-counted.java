/// id: Z1-31
/// title: who waits for a checkpoint hears of its failure before the store has noted it
/// invariant: LOUD
/// exercise: 1.12
/// target: dev.cairn.wal.map.CheckpointJob#fail
/// killer: dev.cairn.wal.map.CheckpointTest#a_failed_checkpoint_is_counted_before_whoever_waits_for_it_is_told
///
/// Two lines whose order seems not to matter. But whoever waits goes on in the first of them, asks the store what went
/// wrong, and is told that no checkpoint has ever failed.
class CheckpointJob {
    private Next fail(StoreException failure) {
        discard();
        outcome.completeExceptionally(failure);
        whenFailed.accept(failure);
        return Job.done();
    }
}
