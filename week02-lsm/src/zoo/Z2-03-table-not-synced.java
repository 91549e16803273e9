/// id: Z2-03
/// title: a table is not synced before the edit that names it
/// invariant: REC
/// exercise: 2.18
/// seen: the class of ALICE's findings: a rename or an entry before its data
/// target: dev.cairn.lsm.flush.FlushJob#syncTable
/// killer: dev.cairn.lsm.LsmFlushTest#a_flush_is_table_and_name_then_edit_then_the_end_of_the_log
///
/// The file is complete and closed. To close a file makes nothing durable: after a power cut it has its name, its length,
/// and zeros.
class FlushJob {
    private Next syncTable() {
        output().close();
        return then(Step.SYNC_NAME);
    }
}
