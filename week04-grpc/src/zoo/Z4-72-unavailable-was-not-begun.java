/// id: Z4-72
/// title: a status UNAVAILABLE that names no reason is taken for the server's word
/// invariant: AMO/LIN
/// exercise: 4.1
/// seen: own
/// target: dev.cairn.rpc.grpc.StatusTable#withoutReason
/// killer: dev.cairn.rpc.grpc.StatusTableTest#without_a_reason_only_what_surely_never_began_is_refused
///
/// A server that says UNAVAILABLE has done nothing. But gRPC itself uses the same code when a connection breaks, after the request
/// was sent. The client concludes that nothing was done, and the write is there.
class StatusTable {
    static Reason withoutReason(Status status) {
        return switch (status.getCode()) {
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED -> Reason.REFUSED;
            case RESOURCE_EXHAUSTED -> isTooLarge(status) ? Reason.REFUSED : Reason.LOST;
            case UNAVAILABLE -> Reason.UNAVAILABLE;
            case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS -> Reason.LOST;
            case FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, INTERNAL, DATA_LOSS -> Reason.LOST;
        };
    }
}
