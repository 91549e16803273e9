/// id: Z4-01
/// title: a compare-and-set without an id is sent again after a lost answer
/// invariant: AMO
/// exercise: 4.4
/// seen: Jepsen jetcd 0.8.2; jetcd 1444; TiDB 2.1.7
/// target: dev.cairn.rpc.client.Attempts#after
/// killer: dev.cairn.rpc.client.RemoteCoreTest#a_compare_and_set_without_an_id_is_sent_once_and_its_timeout_is_unknown
///
/// No answer came, so the client asks again, as it does for a read. The first copy had done its work: the second one
/// finds another value than it expected, and the client is told that the swap did not happen. An increment counts twice.
class Attempts {
    Next after(Problem problem, long nowNanos, Duration pause) {
        Attempts then = failed(problem);
        return switch (problem.reason()) {
            case BUSY, UNAVAILABLE, TOO_LATE, UNREACHED, LOST, UNKNOWN_OUTCOME ->
                pause.toNanos() < deadlineNanos - nowNanos
                        ? new Next.Again(pause)
                        : then.giveUp(Ending.OUT_OF_TIME, nowNanos);
            case SESSION_UNKNOWN -> then.inNewSession(nowNanos);
            case REFUSED, UNAUTHENTICATED, FORBIDDEN, READ_ONLY, FAILED, CORRUPT, REQUEST_STALE, SNAPSHOT_UNKNOWN ->
                then.giveUp(Ending.ANSWERED, nowNanos);
        };
    }
}
