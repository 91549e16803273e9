/// id: Z2-102
/// title: a stop does not wait for a start
/// invariant: LIVE
/// exercise: 2.15
/// seen: own
/// target: dev.cairn.lsm.flush.JobSlot#stop
/// killer: dev.cairn.lsm.flush.FlusherTest#a_job_that_is_being_started_is_cancelled_by_a_stop_that_comes_meanwhile
///
/// The lock is not taken. A job that is just being started is not noted yet, so there is nothing to cancel, and it runs
/// on behind the store, in a directory that may have another owner.
class JobSlot {
    public void stop() {
        isStopped = true;
        last.ifPresent(started -> {
            started.handle().cancel();
            started.work().drop();
        });
    }
}
