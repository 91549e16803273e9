/// id: Z3-42
/// title: everything is merged one run too early
/// invariant: BOUND
/// exercise: 3.11
/// seen: own
/// target: dev.cairn.compaction.FullCompaction#next
/// killer: dev.cairn.compaction.TieredCompactionTest#full_merges_everything_as_soon_as_there_are_five_runs
///
/// More than four is five. With one run as the limit the store would merge its only run into itself, again and again.
class FullCompaction {
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        List<SortedRun> runs = SortedRun.of(version);
        return runs.size() < runsMax ? Optional.empty() : Optional.of(SortedRun.merge(runs, Version.LEVELS - 1));
    }
}
