/// id: Z3-37
/// title: more is taken along although it needs more of the level below
/// invariant: BOUND
/// exercise: 3.6
/// seen: own
/// target: dev.cairn.compaction.LevelInputs#widened
/// killer: dev.cairn.compaction.LevelInputsTest#nothing_is_taken_along_that_needs_more_of_the_lower_level
///
/// More of the upper level needs more of the lower one, and that more of the upper one. What was to be free makes every
/// merge as large as the bound allows.
class LevelInputs {
    LevelInputs widened(Version version, int level0Max, long bytesMax) {
        List<TableFile> all = Span.of(tables().toList()).tablesOf(version, level);
        LevelInputs wider = of(version, level, all, level0Max);
        boolean isBetter = wider.upper.size() > upper.size() && wider.bytes() <= bytesMax;
        return isBetter ? wider : this;
    }
}
