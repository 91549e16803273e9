/// id: Z4-51
/// title: a session of which nobody knows whether its rows are gone lives on
/// invariant: REC
/// exercise: 4.12
/// seen: own
/// target: dev.cairn.rpc.server.OnceOnly#delete
/// killer: dev.cairn.rpc.server.SessionsTest#a_session_of_which_nobody_knows_whether_its_rows_are_gone_leaves_no_row_behind
///
/// The deletion was not acknowledged, so it seems not to have happened. It had: the next write leaves the row of a slot
/// whose session has none, and the server does not start any more.
class OnceOnly {
    private CompletableFuture<Reply> delete(Session session) {
        WriteBatch deletion = session.deletion();
        return handed(() -> core.submitWrite(deletion).thenApply(_ -> new Reply.Done()))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Done) {
                        table.ended(session);
                    } else {
                        table.livesOn(session, reply, clock.nanoTime());
                    }
                    return reply;
                });
    }
}
