/// id: Z3-63
/// title: a step counts the entries that it writes, and not those that it reads
/// invariant: LIVE
/// exercise: 3.10
/// target: dev.cairn.compaction.merge.MergeRun#merge
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_step_of_entries_that_all_go_is_no_longer_than_others
///
/// What is written takes the time. Where a million versions of one key are left out, nothing is written, and the step has no
/// end.
class MergeRun {
    private void merge() {
        long bytesMax = outputs.bytes() + BYTES_PER_STEP;
        long entriesMax = outputs.entries() + entriesPerStep;
        while (outputs.entries() < entriesMax && outputs.bytes() < bytesMax) {
            take();
            if (!entries.next()) {
                step = Step.FINISH;
                return;
            }
        }
    }
}
