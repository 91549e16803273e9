/// id: Z3-133
/// title: the run is over before the names of its outputs are durable
/// invariant: BOUND
/// exercise: 3.10
/// seen: own; a trial of the exercise
/// target: dev.cairn.compaction.merge.MergeRun#edit
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#whichever_call_the_disk_refuses_the_run_fails_and_leaves_nothing
///
/// The disk refuses to sync the directory, so there is no edit. But the run believes that somebody has it, and leaves its
/// outputs: whole tables that no version names, and more of them with each attempt.
class MergeRun {
    private VersionEdit edit() {
        step = Step.OVER;
        outputs.syncNames();
        return plan.edit(outputs.finished());
    }
}
