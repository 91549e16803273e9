/// id: Z3-41
/// title: a table of level 0 that is large is left there
/// invariant: MODEL
/// exercise: 3.11
/// seen: trap T-12 (old value wins)
/// target: dev.cairn.compaction.TieredCompaction#merged
/// killer: dev.cairn.compaction.TieredCompactionTest#all_of_level_0_is_merged_however_large_a_table_is
///
/// The rule of similar sizes is right for levels. In level 0 a table that stays lies above everything that was merged,
/// and it is older than that.
class TieredCompaction {
    private int merged(List<SortedRun> runs) {
        int merged = runs.size() - runsMax + 1;
        double bytes = runs.subList(0, merged).stream()
                .mapToDouble(SortedRun::bytes)
                .sum();
        while (merged < runs.size()) {
            SortedRun older = runs.get(merged);
            if (older.bytes() > bytes / 100 * similarPercent) {
                break;
            }
            bytes += older.bytes();
            merged++;
        }
        return merged;
    }
}
