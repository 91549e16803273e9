/// id: Z3-60
/// title: the tables of a level are read in the order in which the plan names them
/// invariant: MODEL
/// exercise: none
/// target: dev.cairn.compaction.merge.MergeInputs#of
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#all_levels_of_a_plan_are_merged_in_any_order_of_its_inputs
///
/// A strategy names them in the order of their keys, so why sort? Because it does not have to: one that begins with the table
/// whose turn it is, and then adds its neighbours, does not. A source that is not sorted makes a table that is not.
class MergeInputs {
    static EntryCursor of(CompactionPlan plan, OpenTables tables) {
        Function<TableFile, EntryCursor> opener = table -> whole(table, tables.reader(table));
        List<EntryCursor> sources = new ArrayList<>();
        plan.inputsOf(0).stream().sorted(NEWEST_FIRST).map(opener).forEach(sources::add);
        for (int level = 1; level <= plan.outputLevel(); level++) {
            if (!plan.inputsOf(level).isEmpty()) {
                sources.add(LevelCursor.over(plan.inputsOf(level), opener));
            }
        }
        return new MergingCursor(sources);
    }
}
