/// id: Z3-12
/// title: a damaged block ends a merge as the end of the inputs does
/// invariant: LOUD
/// exercise: 3.10
/// seen: LevelDB, CompactionInputErrorParanoid
/// target: dev.cairn.compaction.merge.MergeRun#merge
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_corrupt_block_fails_the_merge_and_says_where
///
/// A background job that throws looks untidy, and what can be read was read. So the rest of the inputs is left out without a
/// word, the edit deletes them, and what could have been mended is gone for good.
class MergeRun {
    private void merge() {
        long bytesMax = outputs.bytes() + BYTES_PER_STEP;
        try {
            for (int taken = 0; taken < entriesPerStep && outputs.bytes() < bytesMax; taken++) {
                take();
                if (!entries.next()) {
                    step = Step.FINISH;
                    return;
                }
            }
        } catch (dev.cairn.common.store.StoreException.Corrupt damage) {
            step = Step.FINISH;
        }
    }
}
