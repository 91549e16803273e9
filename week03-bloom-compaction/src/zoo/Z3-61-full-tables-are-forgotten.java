/// id: Z3-61
/// title: a merge that fails leaves the tables that were full
/// invariant: BOUND
/// exercise: none
/// target: dev.cairn.compaction.merge.OutputTables#drop
/// killer: dev.cairn.compaction.merge.MergingRunnerTest#a_run_that_is_closed_before_its_edit_leaves_nothing
///
/// The table that is being written is removed. Those before it are whole and durable, and no version names them. On a full
/// disk, where the merge is tried again every few seconds, they are what keeps it full.
class OutputTables {
    void drop() {
        if (open != null) {
            open.drop();
            open = null;
        }
        finished.clear();
    }
}
