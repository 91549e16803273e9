/// id: Z2-85
/// title: a scan pins its version and takes the layers then
/// invariant: SNAP
/// exercise: 2.13
/// target: dev.cairn.lsm.read.Reads#scan
/// killer: dev.cairn.lsm.read.ReadsTest#a_scan_takes_the_layers_before_it_pins
///
/// What is pinned is safe, so it is pinned first. If a flush ends then, its rows are no longer in memory, and not yet
/// in the version: a scan that leaves out a whole memtable.
class Reads {
    public Cursor scan(KeyRange range, LongSupplier moment) {
        long sequence = snapshots.take(moment);
        try {
            Hold hold = holds.get();
            ReadState state = layers.state();
            try {
                return new RowCursor(new MergingCursor(cursors(state, hold.version())), sequence, range, hold::close);
            } catch (RuntimeException failure) {
                hold.close();
                throw failure;
            }
        } finally {
            snapshots.release(sequence);
        }
    }
}
