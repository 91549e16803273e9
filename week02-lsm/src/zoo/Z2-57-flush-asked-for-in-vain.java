/// id: Z2-57
/// title: a flush that is asked for while the last job ends is forgotten
/// invariant: LIVE
/// exercise: 2.14
/// seen: trap T-09, a flush that blocks all later ones
/// target: dev.cairn.lsm.flush.Flusher#idle
/// killer: dev.cairn.lsm.crash.LsmCallSitesTest#the_searches_reach_the_places_from_which_the_disk_is_called
///
/// The job saw nothing frozen, and ends. Between the two somebody froze a memtable, asked for a flush, and was told that
/// one is running. Nobody looks again.
class Flusher {
    public void idle() {
        isRunning.set(false);
    }
}
