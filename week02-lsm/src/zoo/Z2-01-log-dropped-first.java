/// id: Z2-01
/// title: the log is dropped before the edit is durable
/// invariant: DUR
/// exercise: 2.18
/// seen: mini-lsm 124
/// target: dev.cairn.lsm.flush.FlushJob#commitEdit
/// killer: dev.cairn.lsm.LsmFlushTest#while_the_edit_cannot_be_committed_the_log_stays
///
/// The rows are in a table, and the table is synced: who still needs the log? A crash that comes before the edit finds
/// a table that nobody names, which is rubbish, and no log.
class FlushJob {
    private Next commitEdit(Frozen oldest) {
        parts.log().ifPresent(log -> log.dropHead(oldest.nextSegment()));
        VersionEdit.Builder edit = VersionEdit.builder().lastSequence(oldest.lastSequence());
        if (parts.log().isPresent()) {
            edit.logNumber(oldest.nextSegment());
        }
        table.ifPresent(file -> edit.add(0, file));
        parts.versions().install(edit.build(), parts.layers()::flushed);
        step = Step.DROP_LOG;
        flusher.succeeded(oldest);
        return Job.again();
    }
}
