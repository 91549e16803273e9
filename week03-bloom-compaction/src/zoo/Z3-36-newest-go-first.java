/// id: Z3-36
/// title: of too many tables in level 0 the newest go first
/// invariant: MODEL
/// exercise: 3.6
/// seen: own; the bound itself: basho leveldb pull request 40
/// target: dev.cairn.compaction.LevelInputs#of
/// killer: dev.cairn.compaction.LevelInputsTest#of_too_many_tables_in_level_0_the_oldest_go_first
///
/// Level 0 is kept newest first, and the front of a list is so easily taken. The old tables that stay lie above the new
/// entries then.
class LevelInputs {
    static LevelInputs of(Version version, int level, List<TableFile> chosen, int level0Max) {
        List<TableFile> upper = alongWith(version, level, chosen);
        if (level == 0 && upper.size() > level0Max) {
            upper = upper.subList(0, level0Max);
        }
        List<TableFile> lower = Span.of(upper).tablesOf(version, level + 1);
        return new LevelInputs(level, upper, lower.isEmpty() ? lower : alongWith(version, level + 1, lower));
    }
}
