/// id: Z3-39
/// title: behind the last table it does not begin again
/// invariant: LIVE
/// exercise: 3.7
/// seen: rocksdb issue 10257, pull request 10355
/// target: dev.cairn.compaction.LeveledCompaction#upNext
/// killer: dev.cairn.compaction.LeveledCompactionTest#behind_the_last_table_it_begins_again_with_the_first
///
/// When the round is over, only the last table of the level goes down any more, however full the rest is.
class LeveledCompaction {
    static TableFile upNext(Version version, int level) {
        List<TableFile> tables = version.level(level);
        if (level == 0) {
            return tables.getLast();
        }
        Optional<InternalKey> pointer = version.pointer(level);
        return tables.stream()
                .filter(table -> pointer.isEmpty() || table.largest().compareTo(pointer.get()) > 0)
                .findFirst()
                .orElse(tables.getLast());
    }
}
