/// id: Z3-62
/// title: a merge takes one step, however long it is
/// invariant: LIVE
/// exercise: 3.10
/// target: dev.cairn.compaction.merge.MergeRun#merge
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_step_takes_no_more_entries_than_it_may
///
/// Why stop in the middle? Because others wait for the same threads: a flush that comes while some gigabytes are merged, and
/// all writers with it. And who closes the store waits for the end of the step.
class MergeRun {
    private void merge() {
        do {
            take();
        } while (entries.next());
        step = Step.FINISH;
    }
}
