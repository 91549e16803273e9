/// id: Z2-78
/// title: a seek to a key before the range finds it
/// invariant: SNAP
/// exercise: 2.12
/// target: dev.cairn.lsm.merge.RowCursor#seek
/// killer: dev.cairn.lsm.merge.RowCursorTest#a_seek_does_not_leave_the_range
///
/// `first` and `last` mind the bounds, and so does every step. A seek goes where it was told to.
class RowCursor {
    public boolean seek(Bytes key) {
        refuseIfClosed();
        return findForward(entries.seek(InternalKey.search(key, sequence)));
    }
}
