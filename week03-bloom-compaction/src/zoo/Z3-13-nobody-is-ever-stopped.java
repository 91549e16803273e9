/// id: Z3-13
/// title: writers are slowed, and never stopped
/// invariant: BOUND
/// exercise: 3.8
/// seen: the note in leveldb issue 19
/// target: dev.cairn.compaction.Slope#bytesPerPause
/// killer: dev.cairn.compaction.BrakeTest#writers_are_free_then_slower_with_each_table_and_then_stopped
///
/// However slow, a writer who is never stopped wins against a merge that stands still: level 0 grows until nobody can
/// read any more.
class Slope {
    long bytesPerPause(int runs) {
        if (runs < slow) {
            return WriteBrake.FREE;
        }
        long steps = Math.max(1, stop - 1L - slow);
        long halvings = HALVINGS * (long) (runs - slow) / steps;
        return Math.max(BYTES_LAST, BYTES_FIRST >> Math.min(halvings, HALVINGS));
    }
}
