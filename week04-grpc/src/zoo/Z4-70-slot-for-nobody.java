/// id: Z4-70
/// title: a slot is taken before it is known that somebody waits
/// invariant: LIVE
/// exercise: 4.6
/// seen: own
/// target: dev.cairn.rpc.client.RemoteSession#nextDeed
/// killer: dev.cairn.rpc.client.RemoteSessionTest#no_slot_is_taken_while_nobody_waits
///
/// Each write that ends frees a slot, which is taken at once, for nobody, and never given back. After as many writes as there are
/// slots the client stands still. With 128 of them no small test sees it.
class RemoteSession {
    private synchronized Deed nextDeed() {
        Optional<RequestId> id = slots.flatMap(Slots::take);
        if (id.isPresent() && !queue.isEmpty()) {
            return new Deed.Give(queue.remove().waiter(), id.get());
        }
        isGiving = false;
        if (queue.isEmpty() || slots.isPresent() || isOpening || isEnded) {
            return new Deed.Nothing();
        }
        isOpening = true;
        return new Deed.Open();
    }
}
