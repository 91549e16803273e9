/// id: Z3-43
/// title: an empty range in the middle of a table is merged
/// invariant: BOUND
/// exercise: 3.12
/// seen: own
/// target: dev.cairn.compaction.HandCompaction#next
/// killer: dev.cairn.compaction.HandCompactionTest#an_empty_range_has_nothing_even_in_the_middle_of_a_table
///
/// The table begins before the end of the range and ends behind its beginning, so it seems to overlap. From d to c
/// there is nothing, and somebody waits for a merge of gigabytes.
class HandCompaction {
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        Goal reach = goal == null ? goal(version) : goal;
        goal = reach;
        for (; level < reach.deepest(); level++) {
            Optional<CompactionPlan> next = level == 0 ? fromLevel0(version, reach) : onward(version, reach);
            if (next.isPresent()) {
                return next;
            }
            position = null;
        }
        return rewrite(version, reach);
    }
}
