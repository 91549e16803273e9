/// id: Z4-102
/// title: a new session is asked for without the budget
/// invariant: BOUND
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Operation#failed
/// killer: dev.cairn.rpc.client.NewSessionTest#a_new_session_is_a_retry_and_asks_the_budget
///
/// To send again asks the budget; to begin anew does not look like sending again. A server that forgets its sessions
/// gets from each write another session and another copy, as often as it forgets, and that is when it has most to do.
class Operation {
    private void failed(Problem problem) {
        Attempts.Next next;
        synchronized (this) {
            Duration pause = sending.backoff().delay(attempts.copies());
            next = attempts.after(problem, sending.clock().nanoTime(), pause);
            attempts = attempts.failed(problem);
        }
        if (problem.reason() == Reason.SESSION_UNKNOWN) {
            forgetSession();
        }
        switch (next) {
            case Attempts.Next.Again(Duration pause) ->
                retry(problem, () -> Delayed.start(sending.background(), "retry", pause, this::send));
            case Attempts.Next.InNewSession() -> session.want(this);
            case Attempts.Next.GiveUp(StoreException verdict) -> end(verdict);
        }
    }
}
