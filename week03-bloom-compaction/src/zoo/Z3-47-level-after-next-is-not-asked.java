/// id: Z3-47
/// title: a table is moved although it lies above too much
/// invariant: BOUND
/// exercise: 3.7
/// seen: leveldb, Compaction::IsTrivialMove
/// target: dev.cairn.compaction.LeveledCompaction#isMove
/// killer: dev.cairn.compaction.LeveledCompactionTest#a_table_that_lies_above_too_much_of_the_level_after_next_is_cut_into_smaller_ones
///
/// The move is free, and the next merge of that table takes a hundred others along. Who writes meanwhile waits for it.
class LeveledCompaction {
    private boolean isMove(Version version, LevelInputs inputs) {
        return inputs.isOneAlone();
    }
}
