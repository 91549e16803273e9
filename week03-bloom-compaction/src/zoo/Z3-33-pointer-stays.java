/// id: Z3-33
/// title: no plan moves the pointer of its level
/// invariant: BOUND
/// exercise: 3.7
/// seen: class of rocksdb 10107, a cursor that was moved for other tables than went
/// target: dev.cairn.compaction.LeveledCompaction#plan
/// killer: dev.cairn.compaction.LeveledCompactionTest#the_table_behind_the_pointer_goes_down
///
/// So the first table of the level goes down each time. The front of the key space is merged over and over, and what
/// lies at its end never comes up.
class LeveledCompaction {
    private CompactionPlan plan(Version version, int level) {
        int level0Max = options.level0Stop();
        LevelInputs inputs = LevelInputs.of(version, level, List.of(upNext(version, level)), level0Max)
                .widened(version, level0Max, options.expandBytes());
        return isMove(version, inputs) ? inputs.move() : inputs.merge();
    }
}
