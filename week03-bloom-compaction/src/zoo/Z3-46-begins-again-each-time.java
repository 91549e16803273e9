/// id: Z3-46
/// title: each part begins again at the front of the range
/// invariant: LIVE
/// exercise: 3.12
/// seen: own
/// target: dev.cairn.compaction.HandCompaction#onward
/// killer: dev.cairn.compaction.HandCompactionTest#a_pass_does_not_go_back_to_what_came_behind_it
///
/// It ends in a store that nobody writes to. Else the strategy brings new tables to the front, and they are all that is
/// ever merged by hand.
class HandCompaction {
    private Optional<CompactionPlan> onward(Version version, Goal reach) {
        List<TableFile> ahead = inRange(version, level);
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
        return Optional.of(planOf(part, reach));
    }
}
