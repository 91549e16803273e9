package dev.cairn.rpc.call;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.OptionalLong;

/// One question with one answer. (A scan has many: [ScanQuestion].)
///
/// Immutable.
public sealed interface Request {
    /// Whether the store is another one after it: then a lost answer leaves open whether it was applied.
    default boolean isWrite() {
        return switch (this) {
            case Write _, WriteIf _ -> true;
            case Get _, OpenSession _, CloseSession _, OpenSnapshot _, RenewSnapshot _, CloseSnapshot _ -> false;
            case Stats _, Flush _, Compact _ -> false;
        };
    }

    /// By which the server knows its copies as one; only a write has one, and need not.
    default Optional<RequestId> id() {
        return Optional.empty();
    }

    /// What it is, for messages and logs: `write`, `opening of a session`.
    default String label() {
        return switch (this) {
            case Get _ -> "read";
            case Write _ -> "write";
            case WriteIf _ -> "compare-and-set";
            case OpenSession _ -> "opening of a session";
            case CloseSession _ -> "closing of the session";
            case OpenSnapshot _ -> "opening of a snapshot";
            case RenewSnapshot _ -> "renewal of the snapshot";
            case CloseSnapshot _ -> "closing of the snapshot";
            case Stats _ -> "question for figures";
            case Flush _ -> "flush";
            case Compact _ -> "compaction";
        };
    }

    /// The value of `key`, now or in a snapshot. Answered by [Reply.Value].
    record Get(Bytes key, OptionalLong snapshot) implements Request {}

    /// A batch, applied as one. Answered by [Reply.Done].
    ///
    /// @param id without it the batch is applied each time that it arrives
    record Write(WriteBatch batch, Optional<RequestId> id) implements Request {}

    /// A batch, applied as one if `key` has the value `expected` (empty: is absent). Answered by
    /// [Reply.Compared].
    ///
    /// @param id without it the change is tried each time that it arrives
    record WriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch, Optional<RequestId> id) implements Request {}

    /// Begins a session. Answered by [Reply.SessionOpened].
    record OpenSession() implements Request {}

    /// Ends a session. Answered by [Reply.Done].
    record CloseSession(SessionId session) implements Request {}

    /// Keeps the state of this moment. Answered by [Reply.SnapshotOpened].
    record OpenSnapshot() implements Request {}

    /// Starts the time to live of a snapshot again. Answered by [Reply.Done].
    record RenewSnapshot(long snapshot) implements Request {}

    /// Gives a snapshot back. Answered by [Reply.Done].
    record CloseSnapshot(long snapshot) implements Request {}

    /// What the store holds and has done. Answered by [Reply.Figures].
    record Stats() implements Request {}

    /// Writes what is in memory to a table. Answered by [Reply.Figures].
    record Flush() implements Request {}

    /// Merges the tables of a range. Answered by [Reply.Figures].
    record Compact(KeyRange range) implements Request {}
}
