/// id: Z4-26
/// title: a session is forgotten before its rows are gone
/// invariant: AMO
/// exercise: 4.12
/// target: dev.cairn.rpc.server.RetryTable#endExpired
/// killer: dev.cairn.rpc.server.RetryTableTest#a_session_is_there_until_its_rows_are_gone
///
/// The table is shorter at once, and the rows follow. If they cannot be deleted, or the server dies before that, the
/// session is there again after the next start: a client that was told it is unknown, and has done its work in another one,
/// meets its old copies again.
class RetryTable {
    synchronized List<Session> endExpired(long nowNanos) {
        List<Session> expired = new ArrayList<>();
        Iterator<Session> oldestFirst = sessions.values().iterator();
        boolean isDue = true;
        while (isDue && oldestFirst.hasNext() && expired.size() < ENDED_AT_ONCE_MAX) {
            Session session = oldestFirst.next();
            isDue = nowNanos - session.lastUseNanos() >= timeToLiveNanos;
            if (isDue && session.mayEnd()) {
                session.beginEnding(new CompletableFuture<>());
                oldestFirst.remove();
                expired.add(session);
            }
        }
        return expired;
    }
}
