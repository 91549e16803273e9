/// id: Z4-108
/// title: the sessions that are found have been idle for ever
/// invariant: LIVE
/// exercise: 4.8
/// seen: own
/// target: dev.cairn.rpc.server.RetryTable#recover
/// killer: dev.cairn.rpc.server.RecoverTest#the_time_to_live_of_a_session_begins_at_the_start
///
/// When a session was used last is not on disk, so it is 0. By a clock that counts since the machine was started that
/// is long ago: all sessions expire in the first request after a restart, and the copies that are still sent find none.
class RetryTable {
    synchronized void recover(RetryRow row, long nowNanos) {
        switch (row) {
            case RetryRow.Opened(SessionId id, int slots) -> sessions.put(id, new Session(id, slots, 0));
            case RetryRow.Answered answered -> {
                RequestId request = answered.id();
                Session session = sessions.get(request.session());
                if (session == null) {
                    throw corrupt(request, "the row of its session before it", "none");
                }
                if (request.slot() >= session.slots()) {
                    throw corrupt(request, "a slot below " + session.slots(), Integer.toString(request.slot()));
                }
                session.recover(answered);
            }
        }
    }
}
