/// id: Z4-105
/// title: half of the hash is compared
/// invariant: MODEL
/// exercise: 4.7
/// seen: own
/// target: dev.cairn.rpc.server.SlotState#arrival
/// killer: dev.cairn.rpc.server.SlotStateTest#a_hash_counts_with_all_its_bits
///
/// The hashes are cast to an int before they are compared. Of two writes that share an id by mistake one in four
/// thousand million is not found, where it should be none that anybody will live to see.
sealed interface SlotState {
    default Arrival arrival(RequestId id, long requestHash) {
        boolean isSame = id.sequence() == sequence();
        if (id.sequence() < sequence()) {
            return known(Reply.failure(
                    Reason.REQUEST_STALE, "request " + id + " is older than " + sequence() + " of its slot"));
        }
        if (isSame && (int) requestHash != (int) hash()) {
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
