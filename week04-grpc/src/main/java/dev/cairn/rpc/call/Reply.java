package dev.cairn.rpc.call;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import java.time.Duration;
import java.util.Optional;

/// The answer to a [Request].
///
/// Immutable.
public sealed interface Reply {
    /// The value of a key, or empty if the key is absent.
    record Value(Optional<Bytes> value) implements Reply {}

    /// It was done.
    record Done() implements Reply {}

    /// Whether the value was as expected, and so the batch was applied.
    record Compared(boolean isApplied) implements Reply {}

    /// A session has begun.
    ///
    /// @param slots how many writes may be under way at the same time
    /// @param timeToLive how long it is kept for somebody who writes nothing
    record SessionOpened(SessionId session, int slots, Duration timeToLive) implements Reply {}

    /// A moment is kept.
    ///
    /// @param timeToLive how long it is kept for somebody who does not ask for it
    record SnapshotOpened(long snapshot, Duration timeToLive) implements Reply {}

    /// What came of an operation, or what a store holds.
    record Figures(Report report) implements Reply {}

    /// It failed.
    record Failure(Problem problem) implements Reply {}

    /// It failed, for this reason.
    static Reply failure(Reason reason, String message) {
        return new Failure(new Problem(reason, message, Optional.empty()));
    }
}
