package dev.cairn.rpc.client;

import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to pause before a retry: a random time below a bound that doubles with each failure, up to a
/// highest one.
///
/// ```
///   failures   1      2      3      4     ...   8 and more
///   pause      0..10  0..20  0..40  0..80       0..1000 ms
/// ```
///
/// The bound doubles so that a server in trouble is left in peace. The pause is random over the whole of it
/// ("full jitter") so that clients that failed together do not come back together. (M. Brooker,
/// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.)
///
/// Thread-safe.
final class Backoff {
    private final long baseNanos;
    private final long maxNanos;
    private final RandomGenerator random;

    /// @param random used under this object's lock
    Backoff(Duration base, Duration max, RandomGenerator random) {
        this.baseNanos = base.toNanos();
        this.maxNanos = max.toNanos();
        this.random = random;
    }

    /// The pause after so many failures of one operation, from 1 on: each time from 0 to `base *
    /// 2^(failures - 1)` is equally likely, both included, but none is longer than `max`: from there on each
    /// time from 0 to `max` is.
    ///
    /// Hazard: `base * 2^1000` does not fit into a `long`, nor does `1L << 64` do what it seems to.
    @Exercise("4.3")
    synchronized Duration delay(int failures) {
        long boundNanos = baseNanos;
        for (int doubled = 1; doubled < failures && boundNanos < maxNanos; doubled++) {
            boundNanos *= 2;
        }
        return Duration.ofNanos(random.nextLong(Math.min(boundNanos, maxNanos) + 1));
    }
}
