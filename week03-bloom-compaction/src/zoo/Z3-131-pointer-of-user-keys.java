/// id: Z3-131
/// title: a table that ends in the user key of the pointer is passed over
/// invariant: LIVE
/// exercise: 3.7
/// seen: own; a trial of the exercise
/// target: dev.cairn.compaction.LeveledCompaction#upNext
/// killer: dev.cairn.compaction.LeveledCompactionTest#behind_the_pointer_is_said_of_internal_keys
///
/// The pointer is an internal key, and only its user key is compared. A table that ends with older entries of that key lies
/// behind the pointer and waits for another round.
class LeveledCompaction {
    static TableFile upNext(Version version, int level) {
        List<TableFile> tables = version.level(level);
        if (level == 0) {
            return tables.getLast();
        }
        Optional<InternalKey> pointer = version.pointer(level);
        return tables.stream()
                .filter(table -> pointer.isEmpty() || table.largest().compareUserKeyTo(pointer.get()) > 0)
                .findFirst()
                .orElse(tables.getFirst());
    }
}
