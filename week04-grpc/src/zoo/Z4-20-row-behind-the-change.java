/// id: Z4-20
/// title: the row that remembers a write is written behind it
/// invariant: AMO
/// exercise: 4.9
/// target: dev.cairn.rpc.server.OnceOnly#write
/// killer: dev.cairn.rpc.server.OnceOnlyTest#a_change_and_its_row_are_one_write
///
/// Both are acknowledged before the client hears anything, so every run without a crash is right. A crash between them
/// leaves the change and no row, and the copy that the client sends is applied again.
class OnceOnly {
    CompletableFuture<Reply> write(Request.Write write, RequestId id) {
        long hash = RequestHash.of(write);
        WriteBatch row = remembered(WriteBatch.builder().build(), new RetryRow.Answered(id, hash, Answer.DONE));
        return once(
                id,
                hash,
                () -> core.submitWrite(write.batch())
                        .thenCompose(_ -> core.submitWrite(row))
                        .thenApply(_ -> Answer.DONE.reply()));
    }
}
