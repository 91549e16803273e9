/// id: Z4-66
/// title: the pause doubles without a bound
/// invariant: BOUND/LIVE
/// exercise: 4.3
/// seen: own
/// target: dev.cairn.rpc.client.Backoff#delay
/// killer: dev.cairn.rpc.client.BackoffTest#no_pause_is_longer_than_its_bound_for_a_thousand_failures
///
/// Ten milliseconds, twenty, forty: after seventeen failures it is twenty minutes, and after fifty a number that is
/// negative.
class Backoff {
    synchronized Duration delay(int failures) {
        return Duration.ofNanos(random.nextLong((baseNanos << failures - 1) + 1));
    }
}
