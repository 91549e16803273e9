/// id: Z3-59
/// title: the tables of level 0 are merged with the oldest first
/// invariant: MODEL
/// exercise: none
/// target: dev.cairn.compaction.merge.MergeInputs#of
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#of_an_entry_that_two_tables_have_that_of_the_newer_table_is_taken
///
/// Sequence numbers put the entries in order, so it is all the same in which order the sources come. Until two tables have
/// the same entry, as after a repair: then the first source wins, and that is the wrong one.
class MergeInputs {
    static EntryCursor of(CompactionPlan plan, OpenTables tables) {
        Function<TableFile, EntryCursor> opener = table -> whole(table, tables.reader(table));
        List<EntryCursor> sources = new ArrayList<>();
        plan.inputsOf(0).stream().sorted(NEWEST_FIRST.reversed()).map(opener).forEach(sources::add);
        for (int level = 1; level <= plan.outputLevel(); level++) {
            List<TableFile> sorted =
                    plan.inputsOf(level).stream().sorted(BY_KEY).toList();
            if (!sorted.isEmpty()) {
                sources.add(LevelCursor.over(sorted, opener));
            }
        }
        return new MergingCursor(sources);
    }
}
