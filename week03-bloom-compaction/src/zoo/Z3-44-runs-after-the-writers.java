/// id: Z3-44
/// title: tables that come meanwhile are merged as well
/// invariant: LIVE
/// exercise: 3.12
/// seen: leveldb, DBImpl::CompactRange, which ends at the level that it found
/// target: dev.cairn.compaction.HandCompaction#fromLevel0
/// killer: dev.cairn.compaction.HandCompactionTest#tables_that_come_to_level_0_meanwhile_are_left_alone
///
/// As long as somebody writes there is another table. Who asked waits until they stop.
class HandCompaction {
    private Optional<CompactionPlan> fromLevel0(Version version, Goal reach) {
        List<TableFile> all = inRange(version, 0);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(planOf(LevelInputs.of(version, 0, List.of(all.getLast()), level0Max), reach));
    }
}
