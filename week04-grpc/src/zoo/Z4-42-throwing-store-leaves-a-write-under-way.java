/// id: Z4-42
/// title: a store that throws at once leaves its write under way for ever
/// invariant: LIVE
/// exercise: 4.9
/// target: dev.cairn.rpc.server.OnceOnly#handed
/// killer: dev.cairn.rpc.server.OnceOnlyTest#a_store_that_throws_at_once_leaves_nothing_under_way
///
/// Failures come in the future, and here they are taken from there. One that is thrown instead goes past the table: the
/// slot has a write under way that nobody will end, every copy waits for it, and the session never expires.
class OnceOnly {
    private CompletableFuture<Reply> handed(Supplier<CompletableFuture<Reply>> work) {
        Function<Throwable, Reply> failed = failure -> failures.reply(failure, Reason.UNKNOWN_OUTCOME);
        return work.get().exceptionally(failed);
    }
}
