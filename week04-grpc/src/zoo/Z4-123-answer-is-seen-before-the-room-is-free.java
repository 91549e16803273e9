/// id: Z4-123
/// title: who hangs on an answer runs before its room is free
/// invariant: LIVE
/// exercise: 4.10
/// seen: own
/// target: dev.cairn.rpc.server.StoreService#handle
/// killer: dev.cairn.rpc.server.AnswersTest#who_has_the_answer_to_a_write_of_a_session_finds_room_at_once
///
/// The future that `begun` gives is handed out, and the room is given back when it completes. But what hangs on a future runs in
/// no order that one may count on: mostly the one who came last is the first, and that is the client.
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
                CompletableFuture<Reply> outcome = begun(request);
                var _ = outcome.whenComplete((reply, _) -> {
                    permit.release();
                    log.answered(request, arrivedNanos, reply);
                });
                yield outcome;
            }
        };
    }
}
