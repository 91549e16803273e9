/// id: Z2-55
/// title: the table of an edit that failed is deleted
/// invariant: REC
/// exercise: 2.18
/// seen: rocksdb 7621
/// target: dev.cairn.lsm.flush.FlushJob#failed
/// killer: dev.cairn.lsm.LsmFlushTest#a_table_whose_edit_failed_stays_and_is_not_written_again
///
/// Whatever failed, one begins again with a clean slate. But an edit that failed may be in the manifest all the same, and
/// the next start looks for the table that it names.
class FlushJob {
    private Next failed(StoreException failure) {
        dropOutput();
        beginAgain();
        flusher.failed(failure);
        Duration pause = Duration.ofMillis(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        return Job.after(pause);
    }
}
