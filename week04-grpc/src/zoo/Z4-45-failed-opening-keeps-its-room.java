/// id: Z4-45
/// title: a session that could not be written keeps its room
/// invariant: LIVE
/// exercise: 4.9
/// target: dev.cairn.rpc.server.OnceOnly#open
/// killer: dev.cairn.rpc.server.SessionsTest#a_session_whose_row_cannot_be_written_takes_no_room
///
/// What went well is told to the table. What failed is told to the client only, and one place less is left for a session. A
/// disk that was full for a minute leaves a server that is full of sessions that do not exist.
class OnceOnly {
    CompletableFuture<Reply> open() {
        expire();
        Optional<Reply> full = table.beginOpening();
        if (full.isPresent()) {
            return CompletableFuture.completedFuture(full.get());
        }
        SessionId id = newId();
        WriteBatch row = remembered(WriteBatch.builder().build(), new RetryRow.Opened(id, options.slots()));
        Reply.SessionOpened opened = new Reply.SessionOpened(id, options.slots(), options.timeToLive());
        return handed(() -> core.submitWrite(row).thenApply(_ -> opened)).thenApply(reply -> {
            if (reply.equals(opened)) {
                table.opened(new Session(id, options.slots(), clock.nanoTime()));
            }
            return reply;
        });
    }
}
