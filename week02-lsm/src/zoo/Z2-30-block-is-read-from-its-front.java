/// id: Z2-30
/// title: a search in a block reads it from its front
/// invariant: BOUND
/// exercise: 2.4
/// seen: T-28 (a get is a linear scan, where the README says it is a search)
/// target: dev.cairn.lsm.table.block.BlockCursor#restartBefore
/// killer: dev.cairn.lsm.table.block.BlockSearchTest#a_search_reads_restart_points_and_the_entries_behind_one_of_them
///
/// Restart point 0 is before everything, so that is where to begin, and the answer is right. Of a block of 4 KiB a
/// get then reads half, and makes a key of each entry, where it need make some ten.
class BlockCursor {
    private int restartBefore(InternalKey target) {
        return 0;
    }
}
