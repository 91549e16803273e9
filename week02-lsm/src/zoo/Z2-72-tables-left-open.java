/// id: Z2-72
/// title: a level opens one table after the other and closes none
/// invariant: BOUND
/// exercise: 2.11
/// seen: T-09 (file handles that are never given back)
/// target: dev.cairn.lsm.merge.LevelCursor#open
/// killer: dev.cairn.lsm.merge.LevelCursorTest#only_the_table_in_which_it_stands_is_open
///
/// The rows are right. A scan over a level of a thousand tables holds a thousand cursors in the end, each with what it
/// holds of its table, and closing the scan gives back the last.
class LevelCursor {
    private boolean open(int next) {
        if (next < 0 || next >= tables.size()) {
            table = EntryCursor.empty();
            index = next;
            return false;
        }
        if (next != index || table == EntryCursor.empty()) {
            table = opener.apply(tables.get(next));
            index = next;
        }
        return true;
    }
}
