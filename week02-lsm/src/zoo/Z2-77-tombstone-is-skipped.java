/// id: Z2-77
/// title: a tombstone is passed over like an entry that is too new
/// invariant: SNAP
/// exercise: 2.12
/// seen: T-02, T-34 (a deleted key comes back)
/// target: dev.cairn.lsm.merge.RowCursor#findForward
/// killer: dev.cairn.lsm.merge.RowCursorTest#a_tombstone_hides_the_older_puts_of_its_key_and_nothing_else
///
/// A tombstone is no row, so on with the next entry. That is the value which it deleted.
class RowCursor {
    private boolean findForward(boolean isOnEntry) {
        for (boolean isOn = isOnEntry; isOn && !isAfterRange(); isOn = entries.next()) {
            long tag = entries.tag();
            if (EntryTag.sequence(tag) <= sequence && EntryTag.isPut(tag)) {
                place = Place.ON_ROW_FORWARD;
                return true;
            }
        }
        place = Place.AFTER_LAST;
        return false;
    }
}
