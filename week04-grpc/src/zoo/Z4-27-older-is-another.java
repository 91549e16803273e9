/// id: Z4-27
/// title: a write is stale only if its number is that of the newest
/// invariant: AMO
/// exercise: 4.7
/// target: dev.cairn.rpc.server.SlotState#arrival
/// killer: dev.cairn.rpc.server.SessionsTest#an_older_write_of_the_slot_is_stale_and_so_is_another_with_its_id
///
/// What has another number than the newest is new. So is a copy of the write before it, which was late on its way: it puts
/// the old value over the new one, and takes the place of the newer write in the table.
sealed interface SlotState {
    default Arrival arrival(RequestId id, long requestHash) {
        boolean isSame = id.sequence() == sequence();
        if (isSame && requestHash != hash()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE,
                    "request " + id + " is not the one that arrived before: two requests share one id"));
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
