/// id: Z3-157
/// title: a pass goes on behind the first table of its last part
/// invariant: LIVE
/// exercise: 3.12
/// seen: own
/// target: dev.cairn.compaction.HandCompaction#onward
/// killer: dev.cairn.compaction.HandCompactionTest#nor_to_what_came_where_any_table_of_its_part_was
///
/// The other tables of the part are gone, so it makes no difference. Unless somebody writes there: the pass takes down what came
/// after it had begun, again and again.
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
            if (wider.bytes() > bytesMax) {
                break;
            }
            part = wider;
        }
        position = part.upper().getFirst().largest();
        return Optional.of(planOf(part, reach));
    }
}
