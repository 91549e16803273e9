package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Answers requests by a store.
///
/// Thread-safe.
public final class StoreService implements AutoCloseable {
    private StoreService() {}

    /// A service over `store`, which stays the caller's to close, after this.
    ///
    /// @param random for the ids of sessions; used by one thread at a time
    /// @throws StoreException.Corrupt if what the store remembers of sessions is damaged
    public static <S extends KeyValueStore & StoreCore> StoreService open(
            S store,
            Operations operations,
            ServiceOptions options,
            Clock clock,
            Background background,
            RandomGenerator random) {
        return new StoreService();
    }

    /// Answers `request`. Nothing here waits but the store.
    ///
    /// @param timeLeft until nobody waits for the answer any more
    /// @return the answer; it never fails with an exception
    public CompletableFuture<Reply> handle(Request request, Duration timeLeft) {
        return CompletableFuture.completedFuture(Reply.failure(Reason.UNAVAILABLE, "the service is not there yet"));
    }

    /// Opens a scan. A failure shows at the first [RowStream#next].
    public RowStream scan(ScanQuestion question) {
        throw new StoreException.Closed("the service");
    }

    /// Answers every request that comes from now on with UNAVAILABLE.
    ///
    /// @return completes when the last request that was under way has its answer
    public CompletableFuture<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    /// Drains, and releases the snapshots. What is under way is not waited for. Closing twice is the same as once.
    @Override
    public void close() {}
}
