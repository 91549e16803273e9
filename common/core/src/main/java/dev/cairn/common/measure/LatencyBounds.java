package dev.cairn.common.measure;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Where the buckets of [Latencies] end: twenty to a power of ten, from 1 microsecond to 100 seconds.
///
/// They are the preferred numbers R20 of ISO 3, each at most a seventh above the one before it: so no
/// answer is off by more, and 1, 2.5 and 5 of every power of ten are among them, where people like their
/// buckets to end.
///
/// Stateless.
final class LatencyBounds {
    private static final int[] R20_PERCENT = {
        100, 112, 125, 140, 160, 180, 200, 224, 250, 280, 315, 355, 400, 450, 500, 560, 630, 710, 800, 900
    };
    private static final int POWERS = 8;
    private static final long[] NANOS = LongStream.concat(
                    IntStream.range(0, POWERS).boxed().flatMapToLong(LatencyBounds::power),
                    LongStream.of(TimeUnit.SECONDS.toNanos(100)))
            .toArray();

    /// How many buckets there are, the last one for what took longer than all bounds.
    static final int BUCKETS = NANOS.length + 1;

    private LatencyBounds() {}

    private static LongStream power(int power) {
        long unit = LongStream.rangeClosed(1, power).reduce(10, (product, _) -> product * 10);
        return Arrays.stream(R20_PERCENT).mapToLong(percent -> percent * unit);
    }

    /// The bucket in which `nanos` is counted: the first that does not end before it.
    static int bucketOf(long nanos) {
        int found = Arrays.binarySearch(NANOS, nanos);
        return found < 0 ? -found - 1 : found;
    }

    /// Where bucket `at` ends, which is in it; where the last one begins, for it has no end.
    static long endOf(int at) {
        return NANOS[Math.min(at, NANOS.length - 1)];
    }
}
