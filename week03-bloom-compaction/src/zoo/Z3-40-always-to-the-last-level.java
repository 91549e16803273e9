/// id: Z3-40
/// title: whatever was merged goes to the last level
/// invariant: MODEL
/// exercise: 3.11
/// seen: own
/// target: dev.cairn.compaction.TieredCompaction#next
/// killer: dev.cairn.compaction.TieredCompactionTest#the_result_becomes_the_level_above_the_next_older_run
///
/// The last level is for what is oldest. If it has older tables, the result overlaps with them; if they lie one level
/// above it, they hide what is newer.
class TieredCompaction {
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        List<SortedRun> runs = SortedRun.of(version);
        if (runs.size() <= runsMax) {
            return Optional.empty();
        }
        return Optional.of(SortedRun.merge(runs.subList(0, merged(runs)), Version.LEVELS - 1));
    }
}
