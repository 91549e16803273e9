/// id: Z3-83
/// title: what a failed copy has made stays
/// invariant: REC
/// exercise: 3.15
/// seen: own
/// target: dev.cairn.backup.EmptyTarget#undo
/// killer: dev.cairn.backup.CheckpointTest#whatever_call_fails_nothing_of_it_stays_and_the_next_attempt_succeeds
///
/// An opening refuses half a copy, so why remove it? Because the disk was full, and is so still; and because the next attempt finds
/// a directory that is not empty.
class EmptyTarget {
    private static void undo(Disk target, Throwable failure) {
        // What is half done is refused by an opening.
    }
}
