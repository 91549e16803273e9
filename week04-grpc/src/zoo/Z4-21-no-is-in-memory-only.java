/// id: Z4-21
/// title: that a condition did not hold is remembered in memory only
/// invariant: AMO
/// exercise: 4.9
/// target: dev.cairn.rpc.server.OnceOnly#triedOrRemembered
/// killer: dev.cairn.rpc.server.OnceOnlyCrashTest#whatever_crash_comes_between_each_write_is_applied_once
///
/// It changed nothing, so there seems to be nothing to write down. After a restart a copy arrives, the value is what it
/// expects by now, and what the client was told was left alone is changed.
class OnceOnly {
    private CompletableFuture<Reply> triedOrRemembered(
            Bytes key, Optional<Bytes> expected, WriteBatch whole, WriteBatch rowOnly) {
        return core.submitWriteIf(key, expected, whole)
                .thenApply(isApplied -> isApplied ? Answer.APPLIED.reply() : Answer.NOT_APPLIED.reply());
    }
}
