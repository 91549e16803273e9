/// id: Z2-76
/// title: who turns forward is one step away from its row
/// invariant: SNAP
/// exercise: 2.12
/// target: dev.cairn.lsm.merge.RowCursor#next
/// killer: dev.cairn.lsm.merge.RowCursorTest#what_is_added_meanwhile_is_not_seen
///
/// Going back the entries stand before the row, so one step brings them to it, and what is of the row's key is passed
/// over. If meanwhile somebody wrote a key in between, that one is what the step brings them to: it is too new, it is
/// not shown, and the row comes again.
class RowCursor {
    public boolean next() {
        refuseIfClosed();
        return switch (place) {
            case BEFORE_FIRST -> first();
            case ON_ROW_FORWARD -> {
                keepKey();
                yield findForward(passForward(entries.next()));
            }
            case ON_ROW_BACK -> findForward(passForward(entries.isOnEntry() ? entries.next() : entries.first()));
            case AFTER_LAST -> false;
        };
    }
}
