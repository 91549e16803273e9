package dev.cairn.rpc.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The way to a server, for one copy of one request: it neither sends again nor remembers.
///
/// gRPC is one, a simulated network another. Thread-safe.
public interface StoreWire extends AutoCloseable {
    /// Sends `request` once. Does not wait.
    ///
    /// @param timeLeft after which nobody waits for the answer any more: the server is told, and drops
    ///     what it has not begun by then
    /// @return the answer, or after `timeLeft` at the latest a [Reply.Failure] with [Reason#LOST], or
    ///     with [Reason#UNREACHED] if it is certain that nothing was sent; it never fails with an exception
    CompletableFuture<Reply> send(Request request, Duration timeLeft);

    /// Opens a scan once. Does not wait: a failure shows at the first [RowStream#next].
    ///
    /// @param patience how long one chunk is waited for
    RowStream scan(ScanQuestion question, Duration patience);

    /// Gives up the connection: what is under way is answered by [Reason#LOST]. Closing twice is the same
    /// as once.
    @Override
    void close();
}
