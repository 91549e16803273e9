/// id: Z2-89
/// title: two who change the layers at once do not wait for one another
/// invariant: DUR
/// exercise: 2.13
/// seen: T-21 (two flushers at once); T-43 (writes made during a flush are dropped)
/// target: dev.cairn.lsm.read.Layers#replace
/// killer: dev.cairn.lsm.read.LayersTest#of_changes_that_are_made_at_once_none_is_lost
///
/// The state is volatile, so everybody sees the newest one. But between reading it and writing its successor somebody
/// else may have written another: a memtable that was frozen then is in no list, and is never flushed.
class Layers {
    private void replace(UnaryOperator<ReadState> change) {
        state = change.apply(state);
    }
}
