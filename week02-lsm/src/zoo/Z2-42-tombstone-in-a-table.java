/// id: Z2-42
/// title: a tombstone in a table is told as "not found"
/// invariant: MODEL
/// exercise: 2.6
/// seen: T-02, T-34 (a deleted key comes back)
/// target: dev.cairn.lsm.table.TableReader#answer
/// killer: dev.cairn.lsm.table.TableReaderTest#a_get_tells_value_deleted_and_unknown_apart
///
/// No value, no row. But an older table is asked only if this one knows nothing of the key, and there the row is.
class TableReader {
    private static Lookup answer(BlockCursor cursor) {
        return EntryTag.isPut(cursor.tag()) ? new Lookup.Found(cursor.value()) : UNKNOWN;
    }
}
