/// id: Z4-109
/// title: from the 65th failure on the pauses are short again
/// invariant: BOUND
/// exercise: 4.3
/// seen: own
/// target: dev.cairn.rpc.client.Backoff#delay
/// killer: dev.cairn.rpc.client.BackoffTest#the_longest_pause_stays_the_longest_however_often_it_fails
///
/// A shift that went over is negative or zero, and that is looked for. But a shift goes by the lower six bits of its
/// distance: by 64 it is no shift at all, and a client that has waited for a minute begins to hurry.
class Backoff {
    synchronized Duration delay(int failures) {
        long boundNanos = baseNanos << (failures - 1);
        if (boundNanos <= 0) {
            boundNanos = maxNanos;
        }
        return Duration.ofNanos(random.nextLong(Math.min(boundNanos, maxNanos) + 1));
    }
}
