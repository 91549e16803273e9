/// id: Z2-79
/// title: going back, the beginning of the range ends the search without its row
/// invariant: SNAP
/// exercise: 2.12
/// target: dev.cairn.lsm.merge.RowCursor#findBack
/// killer: dev.cairn.lsm.merge.RowCursorTest#a_range_begins_with_its_first_key_and_ends_before_its_last
///
/// A row is known when the key before it is met. If that key is before the range, or there is none, the search ends,
/// and the row that was kept until then is forgotten: the first row of every scan that goes back.
class RowCursor {
    private boolean findBack(boolean isOnEntry) {
        boolean isRow = false;
        boolean isKept = false;
        for (boolean isOn = isOnEntry; isOn && !isBeforeRange(); isOn = entries.previous()) {
            if (isRow && !isOnKeptKey()) {
                place = Place.ON_ROW_BACK;
                return true;
            }
            long tag = entries.tag();
            if (!isKept || !isOnKeptKey()) {
                keepKey();
                isKept = true;
                isRow = false;
            }
            if (EntryTag.sequence(tag) <= sequence) {
                isRow = EntryTag.isPut(tag);
                rowValue = isRow ? entries.value().copy() : Bytes.EMPTY;
            }
        }
        place = Place.BEFORE_FIRST;
        return false;
    }
}
