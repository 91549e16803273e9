package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import java.util.Optional;

/// Why a request failed, as it is told from node to node.
///
/// Immutable.
///
/// @param message one line for a person
/// @param elsewhere the address of a node that may know more
public record Problem(Reason reason, String message, Optional<String> elsewhere) {
    /// What a caller is thrown who asked once and changed nothing: a reader, for whom a lost answer is no
    /// more than that. It is the way back from [Reason#problemOf], as far as the table of reasons goes.
    ///
    /// | reason | is thrown |
    /// |---|---|
    /// | `REFUSED`, `UNAUTHENTICATED`, `FORBIDDEN` | [StoreException.Refused] |
    /// | `BUSY`, `UNAVAILABLE`, `TOO_LATE`, `SESSION_UNKNOWN`, `LOST`, `UNREACHED` | [StoreException.Unavailable] |
    /// | `READ_ONLY`, `FAILED`, `CORRUPT` | the failure of that kind, `told` so |
    /// | `UNKNOWN_OUTCOME`, `REQUEST_STALE` | [StoreException.UnknownOutcome], caused by Unavailable |
    /// | `SNAPSHOT_UNKNOWN` | [StoreException.Closed], `told` so: no retry brings it back |
    ///
    /// Each has [#message] as its line and no other words: so has the cause of an unknown outcome. What is
    /// unavailable, also as that cause, has [#elsewhere].
    ///
    /// (A reader is told of an unknown outcome only by a server that breaks the protocol: no such reason
    /// belongs to a read. It is thrown on as it was told, and not made better than it is.)
    @Exercise("4.1")
    public StoreException toException() {
        return switch (reason) {
            case REFUSED, UNAUTHENTICATED, FORBIDDEN -> new StoreException.Refused(message);
            case BUSY, UNAVAILABLE, TOO_LATE, SESSION_UNKNOWN, LOST, UNREACHED ->
                new StoreException.Unavailable(message, elsewhere);
            case READ_ONLY -> StoreException.ReadOnly.told(message);
            case FAILED -> StoreException.Failed.told(message);
            case CORRUPT -> StoreException.Corrupt.told(message);
            case UNKNOWN_OUTCOME, REQUEST_STALE ->
                new StoreException.UnknownOutcome(message, new StoreException.Unavailable(message, elsewhere));
            case SNAPSHOT_UNKNOWN -> StoreException.Closed.told(message);
        };
    }
}
