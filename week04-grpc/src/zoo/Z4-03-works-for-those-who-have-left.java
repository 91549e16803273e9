/// id: Z4-03
/// title: a request is begun although nobody waits for it any more
/// invariant: BOUND
/// exercise: 4.10
/// seen: gRPC deadline guidance; grpc-java 8186
/// target: dev.cairn.rpc.server.StoreService#handle
/// killer: dev.cairn.rpc.server.StoreServiceTest#what_comes_when_its_time_is_over_is_not_begun
///
/// The time that is left has arrived with the request, and nobody looks at it. After a pause of ten seconds the server
/// works through ten seconds of requests whose clients have left; those who do wait are behind them, and leave too.
class StoreService {
    public CompletableFuture<Reply> handle(Request request, Duration timeLeft) {
        long arrivedNanos = log.now();
        return switch (admission.admit(bytes(request))) {
            case Admission.Verdict.Out(var problem) -> {
                log.refused(request, problem);
                yield answered(new Reply.Failure(problem));
            }
            case Admission.Verdict.In(var permit) -> {
                CompletableFuture<Reply> answer = new CompletableFuture<>();
                var _ = begun(request).whenComplete((reply, bug) -> {
                    Reply told = bug == null ? reply : failures.reply(bug, Reason.UNKNOWN_OUTCOME);
                    permit.releaseAndTell(() -> answer.complete(told));
                    log.answered(request, arrivedNanos, told);
                });
                yield answer;
            }
        };
    }
}
