/// id: Z4-69
/// title: each write that finds no session asks for one
/// invariant: BOUND
/// exercise: 4.6
/// seen: own
/// target: dev.cairn.rpc.client.RemoteSession#nextDeed
/// killer: dev.cairn.rpc.client.RemoteCoreTest#many_waiting_writes_have_one_session_opened
///
/// A client starts with fifty writes at once, and opens fifty sessions, of which it uses the last. The server keeps them all,
/// each with its slots, until their time is over.
class RemoteSession {
    private synchronized Deed nextDeed() {
        Optional<RequestId> id = queue.isEmpty() ? Optional.empty() : slots.flatMap(Slots::take);
        if (id.isPresent()) {
            return new Deed.Give(queue.remove().waiter(), id.get());
        }
        isGiving = false;
        return queue.isEmpty() || slots.isPresent() || isEnded ? new Deed.Nothing() : new Deed.Open();
    }
}
