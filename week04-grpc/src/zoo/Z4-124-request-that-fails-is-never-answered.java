/// id: Z4-124
/// title: a request whose future fails is never answered
/// invariant: LIVE
/// exercise: 4.10
/// seen: own
/// target: dev.cairn.rpc.server.StoreService#handle
/// killer: dev.cairn.rpc.server.AnswersTest#a_request_whose_future_fails_is_answered_that_nobody_knows_and_gives_its_room_back
///
/// All that is expected becomes an answer before it gets here, so only answers are looked for. Of a bug in between the client
/// hears nothing until its time is over, and the room of its request is lost until the server is started again.
class StoreService {
    public CompletableFuture<Reply> handle(Request request, Duration timeLeft) {
        if (isTooLate(timeLeft)) {
            return answered(
                    Reply.failure(Reason.TOO_LATE, "the request came when its time was over, and was not begun"));
        }
        long arrivedNanos = log.now();
        return switch (admission.admit(bytes(request))) {
            case Admission.Verdict.Out(var problem) -> {
                log.refused(request, problem);
                yield answered(new Reply.Failure(problem));
            }
            case Admission.Verdict.In(var permit) -> {
                CompletableFuture<Reply> answer = new CompletableFuture<>();
                var _ = begun(request).thenAccept(reply -> {
                    permit.releaseAndTell(() -> answer.complete(reply));
                    log.answered(request, arrivedNanos, reply);
                });
                yield answer;
            }
        };
    }
}
