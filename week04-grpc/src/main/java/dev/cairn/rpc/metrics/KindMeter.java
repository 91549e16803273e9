package dev.cairn.rpc.metrics;

import dev.cairn.common.measure.Latencies;
import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.rpc.call.Reason;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts and times the requests of one kind. Thread-safe.
final class KindMeter {
    private final Latencies times = new Latencies();
    private final LongAdder done = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final Map<Reason, LongAdder> failed = new EnumMap<>(Reason.class);

    KindMeter() {
        for (Reason reason : Reason.values()) {
            failed.put(reason, new LongAdder());
        }
    }

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
        ended(reason).increment();
    }

    Counts counts() {
        long failures = failed.values().stream().mapToLong(LongAdder::sum).sum();
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
        if (counts().count() > 0) {
            failed.forEach((reason, ends) -> {
                if (reason.isTold()) {
                    outcomes.put(kind.add("outcome", reason.name().toLowerCase(Locale.ROOT)), (double) ends.sum());
                }
            });
        }
        return outcomes;
    }

    private LongAdder ended(Reason reason) {
        return Objects.requireNonNull(failed.get(reason));
    }
}
