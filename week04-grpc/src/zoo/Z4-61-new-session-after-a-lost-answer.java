/// id: Z4-61
/// title: a write whose first copy may be applied gets an id of a new session
/// invariant: AMO
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Attempts#after
/// killer: dev.cairn.rpc.client.AttemptsTest#a_write_with_an_id_goes_on_or_ends
///
/// The server does not know the session, so the client opens another, and sends the write in it. The copy before
/// was applied while the session was known: now the write has a second id, and is done twice.
class Attempts {
    Next after(Problem problem, long nowNanos, Duration pause) {
        Attempts then = failed(problem);
        return switch (problem.reason()) {
            case BUSY, UNAVAILABLE, TOO_LATE, UNREACHED, LOST, UNKNOWN_OUTCOME -> then.again(nowNanos, pause);
            case SESSION_UNKNOWN ->
                hasId && nowNanos < deadlineNanos
                        ? new Next.InNewSession()
                        : then.giveUp(Ending.OUT_OF_TIME, nowNanos);
            case REFUSED, UNAUTHENTICATED, FORBIDDEN, READ_ONLY, FAILED, CORRUPT, REQUEST_STALE, SNAPSHOT_UNKNOWN ->
                then.giveUp(Ending.ANSWERED, nowNanos);
        };
    }
}
