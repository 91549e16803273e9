package dev.cairn.rpc.metrics;

import dev.cairn.common.measure.Latencies;
import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.rpc.call.Reason;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Counts and times the requests of one kind. Thread-safe.
final class KindMeter {
    private static final Reason[] REASONS = Reason.values();

    private final Latencies times = new Latencies();
    private final LongAdder done = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder[] failed =
            Stream.generate(LongAdder::new).limit(REASONS.length).toArray(LongAdder[]::new);

    /// What was counted. Immutable.
    ///
    /// @param count how many there were
    /// @param failed how many of them failed, or found no room
    /// @param times how long those took that were begun
    record Counts(long count, long failed, LatencyCounts times) {
        static final Counts NONE = new Counts(0, 0, LatencyCounts.NONE);
    }

    /// One got what it asked for.
    void done(long nanos) {
        done.increment();
        times.add(nanos);
    }

    /// One was given up by who had asked, before its end.
    void left(long nanos) {
        left.increment();
        times.add(nanos);
    }

    /// One failed.
    void failed(Reason reason, long nanos) {
        refused(reason);
        times.add(nanos);
    }

    /// One was not begun.
    void refused(Reason reason) {
        failed[reason.ordinal()].increment();
    }

    Counts counts() {
        long failures = Arrays.stream(failed).mapToLong(LongAdder::sum).sum();
        return new Counts(done.sum() + left.sum() + failures, failures, times.counts());
    }

    /// How many came to which end, by labels that begin with `kind`. Once there was one, each way to fail
    /// is there, with 0 at first: else nobody could see the first failure as an increase.
    Map<Labels, Double> outcomes(Labels kind) {
        Map<Labels, Double> outcomes = new TreeMap<>();
        outcomes.put(kind.add("outcome", "ok"), (double) done.sum());
        if (left.sum() > 0) {
            outcomes.put(kind.add("outcome", "left"), (double) left.sum());
        }
        Arrays.stream(REASONS)
                .filter(reason -> reason.isTold() && counts().count() > 0)
                .forEach(reason ->
                        outcomes.put(kind.add("outcome", reason.name().toLowerCase(Locale.ROOT)), (double)
                                failed[reason.ordinal()].sum()));
        return outcomes;
    }
}
