/// id: Z4-25
/// title: a session is ended while a write of it is under way
/// invariant: AMO
/// exercise: 4.12
/// target: dev.cairn.rpc.server.RetryTable#endExpired
/// killer: dev.cairn.rpc.server.RetryTableTest#a_session_with_a_write_under_way_is_passed_over_and_ends_later
///
/// Nobody has used it for its time to live, so it may go. One of its writes waits for a slow disk: its row is written
/// behind the deletion of all others, or not known to it, and stays for ever; and the client hears that its session is
/// unknown, while the write is applied.
class RetryTable {
    synchronized List<Session> endExpired(long nowNanos) {
        List<Session> expired = new ArrayList<>();
        Iterator<Session> oldestFirst = sessions.values().iterator();
        boolean isDue = true;
        while (isDue && oldestFirst.hasNext() && expired.size() < ENDED_AT_ONCE_MAX) {
            Session session = oldestFirst.next();
            isDue = nowNanos - session.lastUseNanos() >= timeToLiveNanos;
            if (isDue && session.ending() == null) {
                session.beginEnding(new CompletableFuture<>());
                expired.add(session);
            }
        }
        return expired;
    }
}
