/// id: Z4-71
/// title: whoever hears of an unknown session forgets the one in use
/// invariant: LIVE/BOUND
/// exercise: 4.6
/// seen: own
/// target: dev.cairn.rpc.client.RemoteSession#forget
/// killer: dev.cairn.rpc.client.RemoteSessionTest#what_is_told_of_the_old_session_does_not_touch_the_new_one
///
/// After a restart of the server a hundred writes are told, one after the other, that their session is unknown. The first of them
/// has a new one opened; the second throws that one away. Each write costs a session then.
class RemoteSession {
    synchronized void forget(SessionId session) {
        slots = Optional.empty();
    }
}
