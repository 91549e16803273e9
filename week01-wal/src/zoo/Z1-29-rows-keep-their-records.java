/// id: Z1-29
/// title: a row that was recovered keeps its whole record in memory
/// invariant: BOUND
/// exercise: 1.10
/// seen: slices of a large buffer that outlive it, in every language that has them
/// target: dev.cairn.wal.map.MapImage.Replay#rows
/// killer: dev.cairn.wal.map.MapImageTest#a_row_keeps_nothing_else_of_its_record_alive
///
/// Keys and values are slices of the record that they were read from, which saves a copy. But as long as one of them
/// lives, the whole record does: of a load in large groups the last surviving row of each keeps the megabyte around
/// it, and a store that would fit into memory does not.
class Replay {
    SortedTree rows() {
        return applied(before, List.copyOf(newest.values()));
    }
}
