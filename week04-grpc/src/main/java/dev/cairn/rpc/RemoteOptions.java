package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.client.RetryOptions;
import java.time.Duration;

/// How a [RemoteStore] is opened.
///
/// Immutable; `with...` gives a changed copy.
///
/// @param retry how long and how often is tried
/// @param patience how long a flush or a compaction is waited for, which take as long as the server's disk
///     takes
public record RemoteOptions(RetryOptions retry, Duration patience) {
    private static final Duration PATIENCE_MAX = Duration.ofDays(1);

    /// Retries as [RetryOptions#DEFAULT] has them; ten minutes for a flush or a compaction.
    public static final RemoteOptions DEFAULT = new RemoteOptions(RetryOptions.DEFAULT, Duration.ofMinutes(10));

    /// @throws StoreException.Refused if the patience is none, or more than a day
    public RemoteOptions {
        if (!patience.isPositive() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new StoreException.Refused(
                    "patience is " + patience + ", but must be more than nothing and at most a day");
        }
    }

    /// The same with other retries.
    public RemoteOptions withRetry(RetryOptions other) {
        return new RemoteOptions(other, patience);
    }

    /// The same with another time for a flush or a compaction.
    public RemoteOptions withPatience(Duration other) {
        return new RemoteOptions(retry, other);
    }
}
