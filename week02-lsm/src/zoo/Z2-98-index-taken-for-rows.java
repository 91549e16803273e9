/// id: Z2-98
/// title: a salvage takes the index for rows
/// invariant: LOUD
/// exercise: 2.19
/// seen: own
/// target: dev.cairn.lsm.repair.BlockSearch#isIndex
/// killer: dev.cairn.lsm.repair.BlocksWithoutIndexTest#rows_that_look_like_handles_are_no_index_unless_they_begin_at_byte_0_and_lie_side_by_side
///
/// Nothing in a block says what it is, and the separators in an index are keys of a known kind, sorted, behind those of
/// the last block. As rows they are keys that nobody ever wrote.
class BlockSearch {
    private boolean isIndex(BlockHandle candidate) {
        return false;
    }
}
