/// id: Z1-17
/// title: the log is read and checked, and its rows go nowhere
/// invariant: DUR
/// exercise: 1.10
/// seen: T-11 (a log that was never replayed)
/// target: dev.cairn.wal.map.MapImage.Replay#rows
/// killer: dev.cairn.wal.map.MapImageTest#segments_go_on_from_each_other
///
/// `put` of an ordinary map changes the map. This tree never changes: `put` gives a new one, which is dropped here.
/// Everything compiles, every record is read, and after a start the store is as the last checkpoint left it.
class Replay {
    SortedTree rows() {
        for (Mutation mutation : newest.values()) {
            applied(before, List.of(copied(mutation)));
        }
        return before;
    }
}
