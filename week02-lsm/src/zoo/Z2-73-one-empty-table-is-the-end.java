/// id: Z2-73
/// title: a table without an entry ends the level
/// invariant: MODEL
/// exercise: 2.11
/// target: dev.cairn.lsm.merge.LevelCursor#forward
/// killer: dev.cairn.lsm.merge.LevelCursorTest#tables_without_entries_are_passed_over
///
/// "The next table's first entry" is one step, and an `if` does for it. It does as long as every table has one.
class LevelCursor {
    private boolean forward() {
        return open(index + 1) && table.first();
    }
}
