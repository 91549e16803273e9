/// id: Z2-86
/// title: a scan that cannot be opened keeps its version
/// invariant: BOUND
/// exercise: 2.13
/// target: dev.cairn.lsm.read.Reads#scan
/// killer: dev.cairn.lsm.read.ReadsTest#a_scan_that_cannot_be_opened_holds_nothing
///
/// The cursor lets the version go when it is closed. Where a table cannot be opened there is no cursor, and nobody to
/// close it: the tables of that version stay on disk until the store is closed.
class Reads {
    public Cursor scan(KeyRange range, LongSupplier moment) {
        long sequence = snapshots.take(moment);
        try {
            ReadState state = layers.state();
            Hold hold = holds.get();
            return new RowCursor(new MergingCursor(cursors(state, hold.version())), sequence, range, hold::close);
        } finally {
            snapshots.release(sequence);
        }
    }
}
