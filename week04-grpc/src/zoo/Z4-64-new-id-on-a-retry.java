/// id: Z4-64
/// title: each copy of a write has an id of its own
/// invariant: AMO
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Operation#failed
/// killer: dev.cairn.rpc.client.RemoteCoreTest#a_lost_answer_is_asked_for_again_with_the_same_id
///
/// The slot is given back and the retry takes the next number, as any write does. All copies arrive under different
/// ids, and the server applies each of them: the whole machinery is there, and does nothing.
class Operation {
    private void failed(Problem problem) {
        Attempts.Next next;
        Optional<RequestId> used;
        synchronized (this) {
            Duration pause = sending.backoff().delay(attempts.copies());
            next = attempts.after(problem, sending.clock().nanoTime(), pause);
            attempts = attempts.failed(problem);
            used = id;
        }
        if (problem.reason() == Reason.SESSION_UNKNOWN) {
            forgetSession();
        }
        switch (next) {
            case Attempts.Next.Again(Duration pause) -> {
                used.ifPresent(session::release);
                synchronized (this) {
                    id = Optional.empty();
                }
                Runnable again = used.isPresent() ? () -> session.want(this) : this::send;
                retry(problem, () -> Delayed.start(sending.background(), "retry", pause, again));
            }
            case Attempts.Next.InNewSession() -> retry(problem, () -> session.want(this));
            case Attempts.Next.GiveUp(StoreException verdict) -> end(verdict);
        }
    }
}
