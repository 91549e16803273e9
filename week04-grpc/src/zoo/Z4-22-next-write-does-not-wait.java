/// id: Z4-22
/// title: a later write of a slot is begun while the older one is under way
/// invariant: AMO
/// exercise: 4.7
/// target: dev.cairn.rpc.server.SlotState#arrival
/// killer: dev.cairn.rpc.server.RetryTableTest#a_write_is_new_once_and_each_copy_waits_for_its_answer
///
/// A higher number says that the old answer is not needed any more, and so it is taken for permission. But the older write
/// is with the store, and nobody knows which row comes last: the slot may remember the older of the two, and then the newer
/// is applied again.
sealed interface SlotState {
    default Arrival arrival(RequestId id, long requestHash) {
        boolean isSame = id.sequence() == sequence();
        if (id.sequence() < sequence()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE, "request " + id + " is older than " + sequence() + " of its slot"));
        }
        if (isSame && requestHash != hash()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE,
                    "request " + id + " is not the one that arrived before: two requests share one id"));
        }
        return switch (this) {
            case UnderWay newest when isSame -> new Arrival.Known(newest.answer());
            case Answered newest when isSame -> known(newest.answer());
            case Answered _, NotApplied _, UnderWay _ -> new Arrival.New(new UnderWay(id, requestHash, new CompletableFuture<>()));
        };
    }
}
