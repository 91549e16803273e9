package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Optional;

/// Why a request failed, by what a client may conclude and do: the one table of failures.
///
/// | reason | status of gRPC | was this copy applied? | what a client does |
/// |---|---|---|---|
/// | [#REFUSED] | INVALID_ARGUMENT | no | another request |
/// | [#BUSY] | RESOURCE_EXHAUSTED | no | the same again, later |
/// | [#UNAVAILABLE] | UNAVAILABLE | no | the same again, perhaps elsewhere |
/// | [#READ_ONLY] | FAILED_PRECONDITION | no | tells a person |
/// | [#FAILED] | INTERNAL | no | tells a person |
/// | [#CORRUPT] | DATA_LOSS | no | tells a person |
/// | [#UNKNOWN_OUTCOME] | ABORTED | perhaps | reads, or the same again with the same id |
/// | [#TOO_LATE] | DEADLINE_EXCEEDED | no | the same again, if the operation has time left |
/// | [#SESSION_UNKNOWN] | FAILED_PRECONDITION | no; an earlier copy perhaps | another, if no copy came before |
/// | [#REQUEST_STALE] | FAILED_PRECONDITION | no; an earlier copy perhaps | nothing: it has given it up |
/// | [#SNAPSHOT_UNKNOWN] | FAILED_PRECONDITION | no | opens another |
/// | [#UNAUTHENTICATED] | UNAUTHENTICATED | no | tells a person, who gives a token |
/// | [#FORBIDDEN] | PERMISSION_DENIED | no | tells a person, who gives another token |
/// | [#LOST] | any other, or one without a reason | perhaps | the same again with the same id |
/// | [#UNREACHED] | any, or none | no: it was not sent | the same again, which costs no server anything |
///
/// "Not found" is no failure: it is an answer. [#LOST] and [#UNREACHED] are never sent ([#isTold]); they
/// are what a client knows when no answer came.
///
/// Immutable.
public enum Reason {
    /// The request itself is at fault.
    REFUSED(false),
    /// Too much is being done already.
    BUSY(false),
    /// This node is going down, or cannot answer.
    UNAVAILABLE(false),
    /// Since a failure of its disk the store takes no writes.
    READ_ONLY(false),
    /// Something that the store needs failed.
    FAILED(false),
    /// Stored bytes are not what was written.
    CORRUPT(false),
    /// The write may have been applied, now or later or never.
    UNKNOWN_OUTCOME(true),
    /// The time of this copy was over before the work began.
    TOO_LATE(false),
    /// The session is not known any more.
    SESSION_UNKNOWN(false),
    /// The slot has been used for another write.
    REQUEST_STALE(false),
    /// The snapshot is not known any more.
    SNAPSHOT_UNKNOWN(false),
    /// The node asks who is asking, and was told nothing that it knows.
    UNAUTHENTICATED(false),
    /// Whoever asks is known, and may not ask this.
    FORBIDDEN(false),
    /// No answer came: the connection broke, or the deadline was over while the answer was waited for.
    LOST(true),
    /// There was no connection by which to send it: nobody listens there, or was not ready in time.
    UNREACHED(false);

    private final boolean mayBeApplied;

    Reason(boolean mayBeApplied) {
        this.mayBeApplied = mayBeApplied;
    }

    /// Whether this copy of the request may have been applied, or may yet be.
    public boolean mayBeApplied() {
        return mayBeApplied;
    }

    /// Whether a server may tell it. What is no answer is only ever concluded, by who waited for one.
    public boolean isTold() {
        return this != LOST && this != UNREACHED;
    }

    /// What a server tells of a failure of its store: the failure's message, word for word, and
    ///
    /// | failure | reason |
    /// |---|---|
    /// | [StoreException.Refused] | [#REFUSED] |
    /// | [StoreException.Closed], [StoreException.Locked] | [#UNAVAILABLE] |
    /// | [StoreException.Unavailable] | [#UNAVAILABLE], with the node that may know more, if it names one |
    /// | [StoreException.ReadOnly] | [#READ_ONLY] |
    /// | [StoreException.UnknownOutcome] | [#UNKNOWN_OUTCOME] |
    /// | [StoreException.Failed] | [#FAILED] |
    /// | [StoreException.Corrupt] | [#CORRUPT] |
    ///
    /// No failure may say less than it knows: an unknown outcome that is told as anything else is taken for
    /// a write that was not done.
    @Exercise("4.1")
    public static Problem problemOf(StoreException failure) {
        Reason reason = switch (failure) {
            case StoreException.Refused _ -> REFUSED;
            case StoreException.Closed _, StoreException.Locked _, StoreException.Unavailable _ -> UNAVAILABLE;
            case StoreException.ReadOnly _ -> READ_ONLY;
            case StoreException.UnknownOutcome _ -> UNKNOWN_OUTCOME;
            case StoreException.Failed _ -> FAILED;
            case StoreException.Corrupt _ -> CORRUPT;
        };
        return new Problem(reason, String.valueOf(failure.getMessage()), elsewhere(failure));
    }

    @Solution
    private static Optional<String> elsewhere(StoreException failure) {
        return failure instanceof StoreException.Unavailable unavailable ? unavailable.elsewhere() : Optional.empty();
    }
}
