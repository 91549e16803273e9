/// id: Z4-130
/// title: a write of which nobody knows the outcome is answered by a status that is sent again
/// invariant: AMO
/// exercise: 4.17
/// target: dev.cairn.rpc.rest.HttpStatuses#statusOf
/// killer: dev.cairn.rpc.rest.HttpStatusesTest#what_may_have_been_applied_never_travels_by_a_status_that_is_sent_again
///
/// "Service unavailable" sounds right: something behind did not answer. But 503 says that nothing was done, and proxies and
/// clients act on it by themselves: they send the request again, and what was applied once is applied twice.
class HttpStatuses {
    static int statusOf(Reason reason) {
        return switch (reason) {
            case REFUSED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case READ_ONLY, SESSION_UNKNOWN, REQUEST_STALE, SNAPSHOT_UNKNOWN -> 409;
            case BUSY -> 429;
            case FAILED, CORRUPT -> 500;
            case UNAVAILABLE, UNREACHED, UNKNOWN_OUTCOME, LOST -> 503;
            case TOO_LATE -> 504;
        };
    }
}
