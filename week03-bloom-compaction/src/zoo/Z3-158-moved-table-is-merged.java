/// id: Z3-158
/// title: a table that could be moved is merged with those that follow
/// invariant: BOUND
/// exercise: 3.12
/// seen: own
/// target: dev.cairn.compaction.HandCompaction#onward
/// killer: dev.cairn.compaction.HandCompactionTest#a_table_that_can_be_moved_is_moved_alone_though_the_next_one_would_fit
///
/// They fit into one plan, so why make two? Because two moves read and write nothing at all.
class HandCompaction {
    private Optional<CompactionPlan> onward(Version version, Goal reach) {
        List<TableFile> ahead = inRange(version, level).stream()
                .filter(table -> position == null || table.largest().compareTo(position) > 0)
                .toList();
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        LevelInputs part = LevelInputs.of(version, level, ahead.subList(0, 1), level0Max);
        for (int size = 2; size <= ahead.size(); size++) {
            LevelInputs wider = LevelInputs.of(version, level, ahead.subList(0, size), level0Max);
            if (wider.bytes() > bytesMax) {
                break;
            }
            part = wider;
        }
        position = Span.of(part.upper()).last();
        return Optional.of(planOf(part, reach));
    }
}
