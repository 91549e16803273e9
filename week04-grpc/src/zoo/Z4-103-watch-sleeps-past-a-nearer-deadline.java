/// id: Z4-103
/// title: the watch does not say when it wakes
/// invariant: LIVE
/// exercise: 4.6
/// seen: own
/// target: dev.cairn.rpc.client.RemoteSession.Watch#sortOut
/// killer: dev.cairn.rpc.client.SlotWaitTest#a_nearer_deadline_that_comes_after_others_is_looked_after_in_time
///
/// It sleeps until the deadline of who is first, and does not note that. Who comes later with a nearer deadline finds a
/// watch that seems to wake in time, has no other begin, and hears of the end of its time when the first one does.
class Watch {
    private Next sortOut(long nowNanos, List<Waiter> late) {
        while (!queue.isEmpty() && queue.element().deadlineNanos() - nowNanos <= 0) {
            late.add(queue.remove().waiter());
        }
        boolean isMine = watch.filter(newest -> newest == this).isPresent();
        if (isMine && queue.isEmpty()) {
            watch = Optional.empty();
        }
        if (!isMine || queue.isEmpty()) {
            return Job.done();
        }
        return Job.after(Duration.ofNanos(queue.element().deadlineNanos() - nowNanos));
    }
}
