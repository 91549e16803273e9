/// id: Z4-48
/// title: one session that may not end keeps all others alive
/// invariant: BOUND
/// exercise: 4.12
/// target: dev.cairn.rpc.server.RetryTable#endExpired
/// killer: dev.cairn.rpc.server.RetryTableTest#thousands_of_sessions_are_not_ended_by_one_request
///
/// The oldest comes first, and where one cannot be ended the walk ends. A write that hangs for an hour keeps a thousand
/// sessions behind it from ending.
class RetryTable {
    synchronized List<Session> endExpired(long nowNanos) {
        List<Session> expired = new ArrayList<>();
        Iterator<Session> oldestFirst = sessions.values().iterator();
        boolean isDue = true;
        while (isDue && oldestFirst.hasNext() && expired.size() < ENDED_AT_ONCE_MAX) {
            Session session = oldestFirst.next();
            isDue = nowNanos - session.lastUseNanos() >= timeToLiveNanos && session.mayEnd();
            if (isDue) {
                session.beginEnding(new CompletableFuture<>());
                expired.add(session);
            }
        }
        return expired;
    }
}
