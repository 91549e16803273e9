/// id: Z2-57
/// title: a flush that is asked for while the last job ends is forgotten
/// invariant: LIVE
/// exercise: 2.15
/// seen: trap T-09, a flush that blocks all later ones
/// target: dev.cairn.lsm.flush.Flusher#idle
/// killer: dev.cairn.lsm.flush.FlusherTest#what_was_frozen_while_the_job_ended_gets_another_job
///
/// The job saw nothing frozen, and ends. Between the two somebody froze a memtable, asked for a flush, and was told that
/// one is running. Nobody looks again.
class Flusher {
    public void idle() {
        slot.leave();
    }
}
