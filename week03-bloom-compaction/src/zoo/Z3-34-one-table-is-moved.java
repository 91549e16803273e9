/// id: Z3-34
/// title: one table is moved, whatever lies below it
/// invariant: LOUD
/// exercise: 3.7
/// seen: class of rocksdb 2989
/// target: dev.cairn.compaction.LeveledCompaction#isMove
/// killer: dev.cairn.compaction.LeveledCompactionTest#of_level_0_the_oldest_goes_first
///
/// A move costs nothing, and here it makes a level in which two tables overlap. The edit is refused as the bug that it
/// is; a store that does not look gives wrong answers.
class LeveledCompaction {
    private boolean isMove(Version version, LevelInputs inputs) {
        return inputs.upper().size() == 1;
    }
}
