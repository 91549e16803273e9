/// id: Z3-167
/// title: a part that takes just as much as is allowed is too large
/// invariant: BOUND
/// exercise: 3.12
/// seen: own
/// target: dev.cairn.compaction.HandCompaction#onward
/// killer: dev.cairn.compaction.HandCompactionTest#a_part_may_read_as_much_as_it_is_allowed_to_and_no_more
///
/// One table less in a plan, and one plan more.
class HandCompaction {
    private Optional<CompactionPlan> onward(Version version, Goal reach) {
        List<TableFile> ahead = inRange(version, level).stream()
                .filter(table -> position == null || table.largest().compareTo(position) > 0)
                .toList();
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        LevelInputs part = LevelInputs.of(version, level, ahead.subList(0, 1), level0Max);
        for (int size = 2; size <= ahead.size() && !isMove(part, reach); size++) {
            LevelInputs wider = LevelInputs.of(version, level, ahead.subList(0, size), level0Max);
            if (wider.bytes() >= bytesMax) {
                break;
            }
            part = wider;
        }
        position = Span.of(part.upper()).last();
        return Optional.of(planOf(part, reach));
    }
}
