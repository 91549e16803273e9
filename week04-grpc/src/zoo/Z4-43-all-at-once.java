/// id: Z4-43
/// title: one request puts an end to all sessions that have expired
/// invariant: BOUND
/// exercise: 4.12
/// target: dev.cairn.rpc.server.RetryTable#endExpired
/// killer: dev.cairn.rpc.server.RetryTableTest#thousands_of_sessions_are_not_ended_by_one_request
///
/// They are all due. After a night ten thousand are, and the first request of the morning writes ten thousand batches
/// before it is answered.
class RetryTable {
    synchronized List<Session> endExpired(long nowNanos) {
        List<Session> expired = new ArrayList<>();
        for (Session session : sessions.values()) {
            if (nowNanos - session.lastUseNanos() >= timeToLiveNanos && session.mayEnd()) {
                session.beginEnding(new CompletableFuture<>());
                expired.add(session);
            }
        }
        return expired;
    }
}
