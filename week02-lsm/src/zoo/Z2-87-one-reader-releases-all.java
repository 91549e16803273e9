/// id: Z2-87
/// title: who releases a number releases it for all
/// invariant: SNAP
/// exercise: 2.13
/// target: dev.cairn.lsm.read.Snapshots#release
/// killer: dev.cairn.lsm.read.SnapshotsTest#a_number_that_two_have_taken_is_held_until_both_have_released_it
///
/// Two snapshots of a quiet store have the same number. When one is closed, a merge may drop what the other still sees.
class Snapshots {
    public synchronized void release(long sequence) {
        readers.remove(sequence);
    }
}
