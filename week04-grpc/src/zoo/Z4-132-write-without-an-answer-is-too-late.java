/// id: Z4-132
/// title: a write that was begun and not answered is told as too late
/// invariant: AMO
/// exercise: 4.17
/// target: dev.cairn.rpc.rest.StoreCalls#reply
/// killer: dev.cairn.rpc.rest.StoreCallsTest#a_write_without_an_answer_may_be_applied_yet
///
/// The time was over, so the answer is the one for time that is over. But that one says that nothing was begun, and this
/// write goes on: the client stops waiting, not the store.
class StoreCalls {
    Reply reply(Request request, Duration patience) throws InterruptedException {
        try {
            return answers.apply(request, patience).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return Reply.failure(
                    Reason.TOO_LATE,
                    "no answer to this " + request.label() + " within " + patience.toMillis()
                            + " ms: give it more time (" + Parameters.TIMEOUT + ")");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an answer of the store failed with an exception", bug.getCause());
        }
    }
}
