/// id: Z1-15
/// title: after a failed append the next one goes on behind it
/// invariant: DUR
/// exercise: 1.6
/// seen: LevelDB's test NoSpace
/// target: dev.cairn.wal.Log#append
/// killer: dev.cairn.wal.LogFailureTest#after_a_failed_append_everything_is_refused
///
/// The disk was full, somebody made room, and the next write succeeds: a store that heals. But the failed write may
/// have left half a record, and what is appended behind half a record is not found again.
class Log {
    public LogPosition append(Bytes payload) {
        refuseAfterFailure();
        if (tail.bytes() >= options.segmentBytes()) {
            roll();
        }
        makeRoom(payload.length());
        try {
            return new LogPosition(tail.number(), tail.append(payload));
        } catch (IOException cause) {
            throw unknown("append to", cause);
        }
    }
}
