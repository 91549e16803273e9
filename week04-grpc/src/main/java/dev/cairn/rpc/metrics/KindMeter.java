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

    /// How many came to which end, by labels that begin with `kind`; ends that never came to pass are left out, but
    /// for the good one.
    Map<Labels, Double> outcomes(Labels kind) {
        Map<Labels, Double> outcomes = new TreeMap<>();
        outcomes.put(kind.add("outcome", "ok"), (double) done.sum());
        addIfAny(outcomes, kind.add("outcome", "left"), left.sum());
        for (Reason reason : REASONS) {
            String word = reason.name().toLowerCase(Locale.ROOT);
            addIfAny(outcomes, kind.add("outcome", word), failed[reason.ordinal()].sum());
        }
        return outcomes;
    }

    private static void addIfAny(Map<Labels, Double> outcomes, Labels labels, long count) {
        if (count > 0) {
            outcomes.put(labels, (double) count);
        }
    }
}
