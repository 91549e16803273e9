/// id: Z2-56
/// title: what a failed attempt has written is left
/// invariant: BOUND
/// exercise: 2.18
/// seen: class of rocksdb 8374, files of failed flushes
/// target: dev.cairn.lsm.flush.FlushJob#failed
/// killer: dev.cairn.lsm.LsmFlushTest#attempts_that_fail_leave_no_files_that_fill_the_disk
///
/// An orphan is removed by the next opening. Until then a flush that fails because the disk is full tries again every few
/// seconds, and each time leaves a file.
class FlushJob {
    private Next failed(StoreException failure) {
        if (step != Step.COMMIT_EDIT) {
            beginAgain();
        }
        flusher.failed(failure);
        Duration pause = Duration.ofMillis(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        return Job.after(pause);
    }
}
