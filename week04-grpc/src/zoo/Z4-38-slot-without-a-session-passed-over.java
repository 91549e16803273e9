/// id: Z4-38
/// title: a row whose session is missing is passed over at the start
/// invariant: LOUD
/// exercise: 4.8
/// target: dev.cairn.rpc.server.RetryTable#recover
/// killer: dev.cairn.rpc.server.RestartTest#a_slot_that_its_session_does_not_have_stops_the_start
///
/// It belongs to nobody, so it can do no harm. But rows are deleted together: that one is there and the other is not means
/// that something is lost, and with it perhaps the answers of writes that will come again.
class RetryTable {
    synchronized void recover(RetryRow row, long nowNanos) {
        switch (row) {
            case RetryRow.Opened(SessionId id, int slots) -> sessions.put(id, new Session(id, slots, nowNanos));
            case RetryRow.Answered answered -> {
                Session session = sessions.get(answered.id().session());
                if (session != null && answered.id().slot() < session.slots()) {
                    session.recover(answered);
                }
            }
        }
    }
}
