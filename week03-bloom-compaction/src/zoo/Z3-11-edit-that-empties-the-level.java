/// id: Z3-11
/// title: the edit deletes all that was in the levels, and not what was merged
/// invariant: DUR
/// exercise: 3.10
/// seen: mini-lsm solution, checkpoint 10
/// target: dev.cairn.compaction.merge.MergeRun#edit
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_plan_that_takes_the_older_tables_of_level_0_leaves_the_newer_ones
///
/// The outputs take the place of the levels, so what was in these goes. But a plan need not take all of a level: what was
/// flushed since, or what the strategy left out, is in the version too, and in no output.
class MergeRun {
    private VersionEdit edit() {
        outputs.syncNames();
        step = Step.OVER;
        VersionEdit.Builder edit = VersionEdit.builder();
        plan.pointer().ifPresent(next -> edit.pointer(next.level(), next.key()));
        plan.inputs().stream()
                .map(CompactionPlan.Input::level)
                .distinct()
                .forEach(level -> setting.version().level(level).forEach(table -> edit.delete(level, table.number())));
        outputs.finished().forEach(table -> edit.add(plan.outputLevel(), table));
        return edit.build();
    }
}
