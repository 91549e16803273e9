/// id: Z3-49
/// title: where whole runs are merged only level 0 holds writers back
/// invariant: BOUND
/// exercise: 3.8
/// seen: own
/// target: dev.cairn.compaction.RunBrake#bytesPerPause
/// killer: dev.cairn.compaction.BrakeTest#where_whole_runs_are_merged_the_levels_count_as_well
///
/// A read asks every level that has tables, too. The brake lets go while it should begin.
class RunBrake {
    public long bytesPerPause(Version version) {
        return new Slope(slow, stop).bytesPerPause(version.level(0).size());
    }
}
