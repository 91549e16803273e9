/// id: Z3-32
/// title: the first level that is due goes down, and not the fullest
/// invariant: BOUND
/// exercise: 3.5
/// seen: own
/// target: dev.cairn.compaction.LevelScores#due
/// killer: dev.cairn.compaction.LevelScoresTest#the_fullest_level_goes_first
///
/// Under load level 0 is always due. So level 1 takes in ten times what it may hold, and each merge into it takes ten
/// times as long.
class LevelScores {
    static OptionalInt due(Version version, LeveledOptions options) {
        for (int level = 0; level < Version.LEVELS - 1; level++) {
            if (score(version, level, options) >= 1) {
                return OptionalInt.of(level);
            }
        }
        return OptionalInt.empty();
    }
}
