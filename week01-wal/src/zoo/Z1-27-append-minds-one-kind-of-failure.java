/// id: Z1-27
/// title: an append that a bug broke off is not taken for a failure
/// invariant: DUR
/// exercise: 1.6
/// target: dev.cairn.wal.Log#append
/// killer: dev.cairn.wal.LogFailureTest#after_a_bug_struck_in_an_append_everything_is_refused
///
/// A disk that fails throws an IOException, and that is what is caught. But an unchecked exception, or the end of the
/// memory, leaves half a record just as well, and the next record goes behind it: the next start finds damage
/// there, and what was acknowledged behind it is lost, or the log is refused.
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
            throw failed(unknown("append to", cause));
        }
    }
}
