/// id: Z2-02
/// title: an edit is durable before the name of its table
/// invariant: REC
/// exercise: 2.18
/// seen: mini-lsm 172; cqlite 1392
/// target: dev.cairn.lsm.flush.FlushJob#syncName
/// killer: dev.cairn.lsm.LsmFlushTest#a_flush_is_table_and_name_then_edit_then_the_end_of_the_log
///
/// The file was synced, so it is on the disk. Its bytes are; its name is in the directory, which is another file and was
/// not. After a power cut the manifest names a table that nobody can find.
class FlushJob {
    private Next syncName() {
        return then(Step.SYNC_CARRIED);
    }
}
