/// id: Z3-58
/// title: the edit is given before the names of the outputs are durable
/// invariant: REC
/// exercise: 3.10
/// seen: mini-lsm 172
/// target: dev.cairn.compaction.merge.MergeRun#edit
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#the_bytes_of_every_table_are_durable_before_the_next_is_begun_and_the_names_at_the_end
///
/// Each file was synced, so it is on the disk. Its bytes are; its name is in the directory, which was not. After a power cut
/// the manifest names tables that nobody can find.
class MergeRun {
    private VersionEdit edit() {
        step = Step.OVER;
        return plan.edit(outputs.finished());
    }
}
