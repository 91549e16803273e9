/// id: Z2-88
/// title: the memtable is frozen before the next segment of the log is begun
/// invariant: DUR
/// exercise: 2.14
/// seen: T-20 (a flush drops the log although the active memtable has entries in it)
/// target: dev.cairn.lsm.WriteTarget#freeze
/// killer: dev.cairn.lsm.WriteTargetTest#where_no_segment_can_be_begun_nothing_changes
///
/// If the segment cannot be begun, the store has switched all the same: the frozen memtable claims to end before a
/// segment that does not exist.
class WriteTarget {
    void freeze() {
        ReadState state = parts.layers().state();
        if (state.active().isEmpty()) {
            return;
        }
        long nextSegment = parts.log().map(log -> log.segments().getLast().number() + 1).orElse(0L);
        parts.layers().freeze(Frozen.of(state.active(), visible, nextSegment), LsmImage.emptyMemtable(random));
        parts.log().ifPresent(Log::roll);
        flushes.request();
    }
}
