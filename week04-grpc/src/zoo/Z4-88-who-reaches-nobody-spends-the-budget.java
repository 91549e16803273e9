/// id: Z4-88
/// title: who reaches nobody spends the budget
/// invariant: LIVE
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Operation#failed
/// killer: dev.cairn.rpc.client.RemoteCoreTest#who_reaches_nobody_spends_nothing_of_the_budget
///
/// The budget is for servers that have too much to do. A server that is being started again has nothing to do, and
/// nobody asks it anything: who is refused a connection puts no load on it. With the budget asked all the same, a
/// restart of a second ends everything that a busy client has under way, after some milliseconds and for good.
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
        boolean isAffordable = next instanceof Attempts.Next.GiveUp || sending.budget().tryTake();
        switch (next) {
            case Attempts.Next.Again(Duration pause) when isAffordable ->
                Delayed.start(sending.background(), "retry", pause, this::send);
            case Attempts.Next.InNewSession() when isAffordable -> session.want(this);
            case Attempts.Next.GiveUp(StoreException verdict) -> end(verdict);
            case Attempts.Next.Again _, Attempts.Next.InNewSession _ -> giveUp(Ending.OUT_OF_BUDGET);
        }
    }
}
