/// id: Z4-29
/// title: a new session may have the name of one that lives
/// invariant: DUR
/// exercise: none
/// target: dev.cairn.rpc.server.OnceOnly#newId
/// killer: dev.cairn.rpc.server.RestartTest#a_name_that_chance_gives_twice_is_not_used_while_its_session_lives
///
/// Sixteen bytes drawn by chance are never drawn twice, if chance is good. A machine that is copied while it runs, or
/// starts with the same seed, draws them again, and two clients share one row for each slot.
class OnceOnly {
    private SessionId newId() {
        synchronized (random) {
            return drawnId();
        }
    }
}
