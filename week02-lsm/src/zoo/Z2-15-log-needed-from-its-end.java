/// id: Z2-15
/// title: a flush says that only the newest segment of the log is needed
/// invariant: DUR
/// exercise: 2.18
/// seen: lance 8293
/// target: dev.cairn.lsm.flush.FlushJob#commitEdit
/// killer: dev.cairn.lsm.LsmFlushTest#a_later_flush_never_commits_before_one_that_failed
///
/// What was in memory is in a table now, so the log begins anew. But another memtable may have been frozen meanwhile, and
/// waits: its rows are in the segments between. The next start passes over them.
class FlushJob {
    private Next commitEdit(Frozen oldest) {
        VersionEdit.Builder edit = VersionEdit.builder().lastSequence(oldest.lastSequence());
        parts.log().ifPresent(log -> edit.logNumber(log.segments().getLast().number()));
        table.ifPresent(file -> edit.add(0, file));
        parts.versions().install(edit.build(), parts.layers()::flushed);
        step = Step.DROP_LOG;
        flusher.succeeded(oldest);
        return Job.again();
    }
}
