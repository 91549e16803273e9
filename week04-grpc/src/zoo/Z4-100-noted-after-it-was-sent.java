/// id: Z4-100
/// title: a copy is noted after it was sent
/// invariant: LIN
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Operation#sendCopy
/// killer: dev.cairn.rpc.client.OperationTest#a_copy_counts_before_it_is_sent_for_whoever_gives_up_meanwhile
///
/// Whoever closes the client while the copy goes out finds that nothing was sent, and tells the caller that the write
/// was not done. The copy arrives a moment later. With one thread, and a wire that does nothing in between, it cannot
/// be seen.
class Operation {
    private void sendCopy() {
        Duration time = now().timeForCopy(sending.clock().nanoTime(), options.attempt());
        if (time.isZero()) {
            giveUp(Ending.OUT_OF_TIME);
            return;
        }
        Request copy;
        synchronized (this) {
            if (isOver) {
                return;
            }
            copy = id.map(this::withId).orElse(request);
        }
        var _ = sending.wire().send(copy, time).whenComplete(this::arrived);
        synchronized (this) {
            attempts = attempts.sent();
        }
    }
}
