package dev.cairn.rpc.rest;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
import java.util.LinkedHashMap;
import java.util.Map;

/// The one table between our reasons and the statuses of HTTP. (Between them and the codes of gRPC there
/// is another, and a client may ask by either: both say the same of what was done.)
///
/// | reason | status | headers |
/// |---|---|---|
/// | `REFUSED` | 400 | |
/// | `UNAUTHENTICATED` | 401 | `www-authenticate: Bearer realm="cairn"` |
/// | `FORBIDDEN` | 403 | `www-authenticate: Bearer realm="cairn", error="insufficient_scope"` |
/// | `READ_ONLY`, `SESSION_UNKNOWN`, `REQUEST_STALE`, `SNAPSHOT_UNKNOWN` | 409 | |
/// | `BUSY` | 429 | `retry-after: 1` |
/// | `FAILED`, `CORRUPT`, `UNKNOWN_OUTCOME` | 500 | |
/// | `UNAVAILABLE` | 503 | `retry-after: 1` |
/// | `TOO_LATE` | 504 | |
///
/// A status is coarse, and programs on the way act on it: many send again what was answered 502, 503 or
/// 504. So a status from 501 on is only given where nothing was done, and `retry-after` only where it is
/// worth the while. What exactly happened is the reason's name in the body.
///
/// Thread-safe: there is no state.
final class HttpStatuses {
    /// The header that names a node that may know more.
    static final String ELSEWHERE = "x-elsewhere";

    /// The header that says how to be let in (RFC 6750, section 3).
    static final String CHALLENGE = "www-authenticate";

    /// Who asks is not known: a token is asked for.
    static final String WHO = "Bearer realm=\"cairn\"";

    /// Behind that, for somebody whose token may not do this.
    static final String MORE = ", error=\"insufficient_scope\"";

    private HttpStatuses() {}

    /// The status by which `reason` travels: as the table of this class says. What is never told
    /// ([Reason#isTold]) is told as what may be concluded from it: [Reason#LOST] as
    /// [Reason#UNKNOWN_OUTCOME] is, and [Reason#UNREACHED] as [Reason#UNAVAILABLE].
    @Exercise("4.17")
    static int statusOf(Reason reason) {
        return switch (reason) {
            case REFUSED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case READ_ONLY, SESSION_UNKNOWN, REQUEST_STALE, SNAPSHOT_UNKNOWN -> 409;
            case BUSY -> 429;
            case FAILED, CORRUPT, UNKNOWN_OUTCOME, LOST -> 500;
            case UNAVAILABLE, UNREACHED -> 503;
            case TOO_LATE -> 504;
        };
    }

    /// What a client is told of `problem`: its status ([#statusOf]), the name of its reason, and its
    /// message, word for word.
    ///
    /// - The headers are those of the table ([#CHALLENGE], [#WHO] and [#MORE] among them); and if another
    ///   node may know more, its address as [#ELSEWHERE].
    /// - Of what is never told ([Reason#isTold]) the name is not given either, but `UNKNOWN_OUTCOME` if
    ///   it may have been applied ([Reason#mayBeApplied]) and `UNAVAILABLE` if not.
    @Exercise("4.17")
    static WebFailure failure(Problem problem) {
        Reason reason = problem.reason();
        if (!reason.isTold()) {
            reason = reason.mayBeApplied() ? Reason.UNKNOWN_OUTCOME : Reason.UNAVAILABLE;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (reason == Reason.BUSY || reason == Reason.UNAVAILABLE) {
            headers.put("retry-after", "1");
        }
        if (reason == Reason.UNAUTHENTICATED) {
            headers.put(CHALLENGE, WHO);
        }
        if (reason == Reason.FORBIDDEN) {
            headers.put(CHALLENGE, WHO + MORE);
        }
        problem.elsewhere().ifPresent(address -> headers.put(ELSEWHERE, address));
        return new WebFailure(statusOf(reason), reason.name(), problem.message(), headers);
    }
}
