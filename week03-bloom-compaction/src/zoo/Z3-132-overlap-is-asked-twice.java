/// id: Z3-132
/// title: what comes along is asked twice, and not until no more does
/// invariant: MODEL
/// exercise: 3.6
/// seen: own; a trial of the exercise
/// target: dev.cairn.compaction.LevelInputs#alongWith
/// killer: dev.cairn.compaction.LevelInputsTest#in_level_0_a_chain_of_tables_each_of_which_touches_only_the_next_comes_along
///
/// Twice is enough for every picture with three tables. In a chain of five the last ones stay in level 0, and hide what went
/// down.
class LevelInputs {
    static List<TableFile> alongWith(Version version, int level, List<TableFile> chosen) {
        List<TableFile> found = Span.of(chosen).tablesOf(version, level);
        if (found.size() > chosen.size()) {
            found = Span.of(found).tablesOf(version, level);
        }
        return found;
    }
}
