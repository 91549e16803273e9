/// id: Z2-41
/// title: a get answers with whatever the search ended on
/// invariant: MODEL
/// exercise: 2.6
/// target: dev.cairn.lsm.table.TableReader#search
/// killer: dev.cairn.lsm.table.TableReaderTest#a_get_tells_value_deleted_and_unknown_apart
///
/// The search ends on the first entry at or after the target. If the key is there, that is its entry; if it is not,
/// it is the next key's, and the caller gets the value of somebody else.
class TableReader {
    private Lookup search(InternalKey target) {
        int at = index.find(target);
        if (at == index.blocks()) {
            return UNKNOWN;
        }
        BlockCursor cursor = BlockCursor.over(block(at));
        return cursor.seek(target) ? answer(cursor) : UNKNOWN;
    }
}
