/// id: Z4-116
/// title: a call is refused after its handler has begun
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.AccessInterceptor#interceptCall
/// killer: dev.cairn.rpc.access.AccessInterceptorTest#who_may_not_is_refused_before_anything_of_it_begins
///
/// The client hears PERMISSION_DENIED, and all tests of the answer are green. The handler has read the message, and the row is
/// written.
class AccessInterceptor {
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Optional<Problem> refusal =
                access.decide(GrpcScopes.neededFor(method), Optional.ofNullable(headers.get(AUTHORIZATION)));
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        refusal.ifPresent(problem -> {
            StatusRuntimeException told = statuses.apply(problem);
            call.close(told.getStatus(), trailersOf(told));
        });
        return listener;
    }
}
