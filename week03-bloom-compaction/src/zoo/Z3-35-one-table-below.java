/// id: Z3-35
/// title: of the next level only the first table that overlaps comes along
/// invariant: LOUD
/// exercise: 3.6
/// seen: class of rocksdb 2989
/// target: dev.cairn.compaction.LevelInputs#of
/// killer: dev.cairn.compaction.LevelInputsTest#all_tables_of_the_next_level_come_along_that_overlap
///
/// A table of one level lies over ten of the next. The output overlaps with those nine that stay.
class LevelInputs {
    static LevelInputs of(Version version, int level, List<TableFile> chosen, int level0Max) {
        List<TableFile> upper = alongWith(version, level, chosen);
        if (level == 0 && upper.size() > level0Max) {
            upper = upper.subList(upper.size() - level0Max, upper.size());
        }
        List<TableFile> lower = Span.of(upper).tablesOf(version, level + 1);
        return new LevelInputs(level, upper, lower.subList(0, Math.min(1, lower.size())));
    }
}
