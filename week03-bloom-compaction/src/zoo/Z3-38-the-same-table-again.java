/// id: Z3-38
/// title: the table that ends at the pointer is taken, and not the next
/// invariant: LIVE
/// exercise: 3.7
/// seen: class of pebble 1470, a limit that finds itself
/// target: dev.cairn.compaction.LeveledCompaction#upNext
/// killer: dev.cairn.compaction.LeveledCompactionTest#each_table_of_a_level_comes_up_once_before_any_comes_up_again
///
/// The pointer is the last key of what went down. If something of it stays in the level, or comes again, it is found
/// for ever.
class LeveledCompaction {
    static TableFile upNext(Version version, int level) {
        List<TableFile> tables = version.level(level);
        if (level == 0) {
            return tables.getLast();
        }
        Optional<InternalKey> pointer = version.pointer(level);
        int index = pointer.isEmpty() ? 0 : Version.firstEndingAtOrAfter(tables, pointer.get());
        return tables.get(index == tables.size() ? 0 : index);
    }
}
