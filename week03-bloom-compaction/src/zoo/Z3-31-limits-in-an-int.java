/// id: Z3-31
/// title: the limits of levels are multiplied as ints
/// invariant: BOUND
/// exercise: 3.5
/// seen: own
/// target: dev.cairn.compaction.LeveledOptions#bytesMax
/// killer: dev.cairn.compaction.LevelScoresTest#each_level_may_have_ten_times_as_much_as_the_one_above_it
///
/// From level 3 on 6.7 billion bytes do not fit. The limit is a number that looks as good as any other, and the level
/// is due all the time, or never.
class LeveledOptions {
    public long bytesMax(int level) {
        if (level == Version.LEVELS - 1) {
            return Long.MAX_VALUE;
        }
        int bytes = (int) baseBytes;
        for (int above = 1; above < level; above++) {
            bytes *= ratio;
        }
        return bytes;
    }
}
