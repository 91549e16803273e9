/// id: Z3-04
/// title: the inputs are deleted before the edit is durable
/// invariant: REC
/// exercise: 3.10
/// target: dev.cairn.compaction.merge.MergeRun#edit
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#the_bytes_of_every_table_are_durable_before_the_next_is_begun_and_the_names_at_the_end
///
/// The outputs hold everything, durably: so the inputs are superfluous. For whoever knows that. The manifest names the
/// inputs until the edit is durable, and a crash in between leaves a store that names tables which are gone.
class MergeRun {
    private VersionEdit edit() {
        outputs.syncNames();
        plan.inputs().forEach(input -> OutputTable.delete(setting.disk(), input.table().number()));
        step = Step.OVER;
        return plan.edit(outputs.finished());
    }
}
