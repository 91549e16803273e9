/// id: Z4-120
/// title: a bug that a store throws at once leaves its write under way for ever
/// invariant: LIVE
/// exercise: 4.9
/// seen: own
/// target: dev.cairn.rpc.server.OnceOnly#handed
/// killer: dev.cairn.rpc.server.SessionOpeningTest#a_bug_that_is_thrown_at_once_leaves_nothing_under_way
///
/// A store says what went wrong by a `StoreException`, and that is caught. A bug is no `StoreException`: it goes past the
/// table, the slot has a write under way that nobody will end, and the session never expires.
class OnceOnly {
    private CompletableFuture<Reply> handed(Supplier<CompletableFuture<Reply>> work) {
        CompletableFuture<Reply> outcome;
        try {
            outcome = work.get();
        } catch (StoreException thrown) {
            outcome = CompletableFuture.failedFuture(thrown);
        }
        Function<Throwable, Reply> failed = failure -> failures.reply(failure, Reason.UNKNOWN_OUTCOME);
        return outcome.exceptionally(failed);
    }
}
