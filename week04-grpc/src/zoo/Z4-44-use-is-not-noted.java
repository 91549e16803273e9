/// id: Z4-44
/// title: a session expires while its client is writing
/// invariant: LIVE
/// exercise: 4.7
/// target: dev.cairn.rpc.server.RetryTable#arrive
/// killer: dev.cairn.rpc.server.RetryTableTest#every_arrival_is_a_use_of_its_session_and_puts_it_behind_the_others
///
/// Its time to live runs from when it was opened. A client that has worked for ten minutes is told in the middle of its
/// work that nobody knows it.
class RetryTable {
    synchronized SlotState.Arrival arrive(RequestId id, long hash, long nowNanos) {
        Session session = sessions.get(id.session());
        if (session == null) {
            return known(unknown(id.session()));
        }
        CompletableFuture<Reply> ending = session.ending();
        if (ending != null) {
            return new SlotState.Arrival.Known(ending);
        }
        if (id.slot() >= session.slots()) {
            return known(Reply.failure(Reason.REFUSED, "slot " + id.slot() + " of " + session.slots()));
        }
        SlotState.Arrival arrival = session.state(id.slot()).arrival(id, hash);
        if (arrival instanceof SlotState.Arrival.New(SlotState.UnderWay write)) {
            session.begin(write);
        }
        return arrival;
    }
}
