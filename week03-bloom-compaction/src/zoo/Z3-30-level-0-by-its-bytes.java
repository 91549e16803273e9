/// id: Z3-30
/// title: level 0 is measured by its bytes, as the others are
/// invariant: BOUND
/// exercise: 3.5
/// seen: leveldb, the comment in VersionSet::Finalize
/// target: dev.cairn.compaction.LevelScores#score
/// killer: dev.cairn.compaction.LevelScoresTest#level_0_is_due_from_four_tables_on_however_small_they_are
///
/// A store with small memtables gathers a hundred tables before they have 64 MiB, and a get of a key that is not there
/// asks them all.
class LevelScores {
    static double score(Version version, int level, LeveledOptions options) {
        if (level == Version.LEVELS - 1) {
            return 0;
        }
        return (double) version.bytes(level) / options.bytesMax(Math.max(1, level));
    }
}
