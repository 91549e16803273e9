package dev.cairn.common.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How often something took how long: what [Latencies] has counted at one moment, or between two.
///
/// Immutable.
public final class LatencyCounts {
    /// Nothing was counted.
    public static final LatencyCounts NONE = new LatencyCounts(new long[LatencyBounds.BUCKETS], 0);

    private final long[] buckets;
    private final long count;
    private final long sumNanos;

    /// @param buckets not changed afterwards
    LatencyCounts(long[] buckets, long sumNanos) {
        this.buckets = buckets;
        this.count = Arrays.stream(buckets).sum();
        this.sumNanos = sumNanos;
    }

    /// How often.
    public long count() {
        return count;
    }

    /// How long all together.
    public long sumNanos() {
        return sumNanos;
    }

    /// How often it took `boundNanos` or less: exactly where a bucket ends there, which it does at 1, 2.5
    /// and 5 of each power of ten from 1 microsecond to 100 seconds; else as often as the buckets tell
    /// that end before it.
    public long atMost(long boundNanos) {
        return IntStream.range(0, LatencyBounds.BUCKETS - 1)
                .filter(at -> LatencyBounds.endOf(at) <= boundNanos)
                .mapToLong(at -> buckets[at])
                .sum();
    }

    /// What `share` of all did not take longer than, from 0 to 1: the end of the bucket in which that one
    /// is, so from a microsecond on a seventh too much at most; 0 if nothing was counted, and 100 seconds
    /// for whatever took longer.
    public long quantileNanos(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int at = 0; at < LatencyBounds.BUCKETS; at++) {
            seen += buckets[at];
            if (seen >= rank) {
                return LatencyBounds.endOf(at);
            }
        }
        return 0;
    }

    /// What was counted since `earlier`, which the same [Latencies] gave.
    public LatencyCounts since(LatencyCounts earlier) {
        return new LatencyCounts(
                IntStream.range(0, LatencyBounds.BUCKETS)
                        .mapToLong(at -> buckets[at] - earlier.buckets[at])
                        .toArray(),
                sumNanos - earlier.sumNanos);
    }

    /// For messages.
    @Override
    public String toString() {
        return count + " times, " + sumNanos + " ns";
    }
}
