/// id: Z4-79
/// title: a seek before the range finds rows that are not in it
/// invariant: MODEL
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.RemoteCursor#seek
/// killer: dev.cairn.rpc.RemoteCursorTest#a_seek_before_the_range_finds_its_first_row_and_one_behind_it_none
///
/// The stream begins at the key that was sought, and the key is before the range. Whoever scans the rows of one customer and seeks
/// too low sees those of another.
class RemoteCursor {
    @Override
    public boolean seek(Bytes key) {
        jump(range.isAfter(key) ? new Place.AfterLast() : new Place.Before(key));
        return step(false);
    }
}
