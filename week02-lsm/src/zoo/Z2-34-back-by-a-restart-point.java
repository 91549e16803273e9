/// id: Z2-34
/// title: a step back ends on the restart point
/// invariant: MODEL
/// exercise: 2.4
/// target: dev.cairn.lsm.table.block.BlockCursor#readWhileBefore
/// killer: dev.cairn.lsm.table.block.BlockSearchTest#all_entries_are_met_forwards_and_backwards
///
/// The restart point before is found, and there the cursor stands. With a restart point at every entry, as in an
/// index, that is the entry before. In data blocks fifteen of sixteen are skipped.
class BlockCursor {
    private boolean readWhileBefore(int end) {
        return true;
    }
}
