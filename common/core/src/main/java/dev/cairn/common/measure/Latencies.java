package dev.cairn.common.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Counts how long something took each time: a histogram whose buckets are fixed, each at most a
/// seventh above the one before it, from 1 microsecond to 100 seconds.
///
/// To count costs a search among 162 numbers and two additions, and no memory; whoever wants a percentile, or
/// coarser buckets, finds them in the [#counts].
///
/// Thread-safe.
public final class Latencies {
    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(LatencyBounds.BUCKETS).toArray(LongAdder[]::new);
    private final LongAdder sumNanos = new LongAdder();

    /// Nothing was counted yet.
    public Latencies() {}

    /// Counts something that took `nanos`; below zero is zero.
    public void add(long nanos) {
        long taken = Math.max(0, nanos);
        buckets[LatencyBounds.bucketOf(taken)].increment();
        sumNanos.add(taken);
    }

    /// What was counted so far. What is being counted meanwhile is in it or not.
    public LatencyCounts counts() {
        return new LatencyCounts(
                Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray(), sumNanos.sum());
    }
}
