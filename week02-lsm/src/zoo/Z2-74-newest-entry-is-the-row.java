/// id: Z2-74
/// title: the newest entry of a key is its row, however new it is
/// invariant: SNAP
/// exercise: 2.12
/// seen: Z2-12 (an iterator sees writes made after its creation)
/// target: dev.cairn.lsm.merge.RowCursor#findForward
/// killer: dev.cairn.lsm.merge.RowCursorTest#of_each_key_the_newest_entry_that_is_old_enough_is_the_row
///
/// A scan that nobody disturbs finds the same. With a writer beside it, some rows are those of the moment at which the
/// scan began and some are younger: two halves of a batch, or a sum that never was.
class RowCursor {
    private boolean findForward(boolean isOnEntry) {
        boolean isOn = isOnEntry;
        while (isOn && !isAfterRange()) {
            if (EntryTag.isPut(entries.tag())) {
                place = Place.ON_ROW_FORWARD;
                return true;
            }
            keepKey();
            isOn = passForward(entries.next());
        }
        place = Place.AFTER_LAST;
        return false;
    }
}
