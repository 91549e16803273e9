/// id: Z2-58
/// title: a flush is tried again at once, for ever
/// invariant: BOUND
/// exercise: 2.18
/// seen: trap T-09
/// target: dev.cairn.lsm.flush.FlushJob#failed
/// killer: dev.cairn.lsm.LsmFlushTest#pauses_between_attempts_grow
///
/// It will work sooner if it is tried sooner. A disk that is full stays so for hours, and each attempt writes a whole
/// table before it fails.
class FlushJob {
    private Next failed(StoreException failure) {
        if (step != Step.COMMIT_EDIT) {
            dropOutput();
            beginAgain();
        }
        flusher.failed(failure);
        return Job.after(Duration.ofMillis(PAUSE_MILLIS_MIN));
    }
}
