/// id: Z4-05
/// title: a new write with an id that was used before is taken for a copy
/// invariant: DUR
/// exercise: 4.7
/// seen: ClickHouse Keeper 114401
/// target: dev.cairn.rpc.server.SlotState#arrival
/// killer: dev.cairn.rpc.server.SessionsTest#an_older_write_of_the_slot_is_stale_and_so_is_another_with_its_id
///
/// A client that was started again counts from 1 again, or two share a session by mistake. Their ids are known, and their
/// writes are not: yesterday's answer is sent, and the new value is nowhere. Only what is in the write tells the two apart.
sealed interface SlotState {
    default Arrival arrival(RequestId id, long requestHash) {
        boolean isSame = id.sequence() == sequence();
        if (id.sequence() < sequence()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE, "request " + id + " is older than " + sequence() + " of its slot"));
        }
        return switch (this) {
            case UnderWay newest when isSame -> new Arrival.Known(newest.answer());
            case UnderWay newest ->
                known(Reply.failure(
                        Reason.BUSY, newest.id() + " of the same slot is still under way: ask again later"));
            case Answered newest when isSame -> known(newest.answer());
            case Answered _, NotApplied _ -> new Arrival.New(new UnderWay(id, requestHash, new CompletableFuture<>()));
        };
    }
}
