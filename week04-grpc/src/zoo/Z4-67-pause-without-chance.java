/// id: Z4-67
/// title: the pause is the same for all
/// invariant: BOUND
/// exercise: 4.3
/// seen: AWS Architecture Blog, Exponential Backoff And Jitter
/// target: dev.cairn.rpc.client.Backoff#delay
/// killer: dev.cairn.rpc.client.BackoffTest#pauses_are_spread_over_the_whole_of_the_bound
///
/// It grows as it should. But a thousand clients that failed together come back together, and fail together again, each
/// time a little later.
class Backoff {
    synchronized Duration delay(int failures) {
        long boundNanos = baseNanos;
        for (int doubled = 1; doubled < failures && boundNanos < maxNanos; doubled++) {
            boundNanos *= 2;
        }
        return Duration.ofNanos(Math.min(boundNanos, maxNanos));
    }
}
