/// id: Z3-03
/// title: of level 0 only those tables come along that overlap with the first
/// invariant: MODEL
/// exercise: 3.6
/// seen: leveldb issue 44
/// target: dev.cairn.compaction.LevelInputs#alongWith
/// killer: dev.cairn.compaction.LevelInputsTest#in_level_0_all_come_along_that_overlap_and_all_that_overlap_with_these
///
/// What comes along makes the span wider, and in the wider span lie others. An older one of these stays in level 0, and
/// hides what went down.
class LevelInputs {
    static List<TableFile> alongWith(Version version, int level, List<TableFile> chosen) {
        return Span.of(chosen).tablesOf(version, level);
    }
}
