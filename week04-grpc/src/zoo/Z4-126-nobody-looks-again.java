/// id: Z4-126
/// title: after a time with nothing to end nobody looks again
/// invariant: BOUND
/// exercise: 4.12
/// seen: own
/// target: dev.cairn.rpc.server.Expiry#step
/// killer: dev.cairn.rpc.server.ExpiryTest#who_begins_after_a_time_with_nothing_to_end_is_looked_at_too
///
/// The job is done, and says so; but that it is not running any more is written down nowhere. So nobody starts another: from the
/// first quiet moment on nothing expires but by a request.
class Expiry {
    public Next step() {
        synchronized (this) {
            isWoken = false;
            if (isClosed) {
                return Job.done();
            }
        }
        boolean isMore = expire.getAsBoolean();
        OptionalLong next = nextNanos.get();
        synchronized (this) {
            if (isClosed || (!isMore && !isWoken && next.isEmpty())) {
                return Job.done();
            }
            return isMore || next.isEmpty()
                    ? Job.again()
                    : Job.after(Duration.ofNanos(Math.clamp(next.getAsLong(), pauseMin.toNanos(), pauseMax.toNanos())));
        }
    }
}
