/// id: Z2-75
/// title: going back, the first entry of a key that is old enough decides
/// invariant: SNAP
/// exercise: 2.12
/// seen: T-12 (a key that is written twice reads back as the first value)
/// target: dev.cairn.lsm.merge.RowCursor#findBack
/// killer: dev.cairn.lsm.merge.RowCursorTest#of_each_key_the_newest_entry_that_is_old_enough_is_the_row
///
/// Going forward it does, so it is written the same way for going back. But back the entries of a key come oldest
/// first: every key shows its first value, and deleted keys are rows again.
class RowCursor {
    private boolean findBack(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && !isBeforeRange()) {
            long tag = entries.tag();
            if (EntryTag.sequence(tag) > sequence) {
                isOn = entries.previous();
                continue;
            }
            keepKey();
            rowValue = entries.value().copy();
            isOn = passBack(entries.previous());
            if (EntryTag.isPut(tag)) {
                place = Place.ON_ROW_BACK;
                return true;
            }
        }
        place = Place.BEFORE_FIRST;
        return false;
    }
}
