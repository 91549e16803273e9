package dev.cairn.rpc.metrics;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.rpc.access.AccessWatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.Repeated;
import dev.cairn.rpc.log.RequestLog;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Counts who was not let in, and tells the log of it: event `accessRefused`, once a second at most, with how
/// many there were, and the answer to the last one. That names the token, if it is one of ours. Thread-safe.
final class AccessMeter implements AccessWatch {
    static final List<Figure<AccessMeter>> ALL = List.of(Figure.counters(
            "cairn_access_refused_total",
            "Calls that were not let in, by the door and by why.",
            AccessMeter::refusals));

    private final Repeated told;
    private final ConcurrentMap<Refused, LongAdder> refusals = new ConcurrentHashMap<>();

    /// Where, and why.
    private record Refused(Door door, Reason reason) {
        Labels labels() {
            return Labels.of("door", wordOf(door), "reason", wordOf(reason));
        }
    }

    /// @param log hears of it once in a while
    AccessMeter(NodeLog log, Clock clock) {
        this.told = new Repeated(log, clock, NodeLog.Level.INFO, "accessRefused", RequestLog.PAUSE);
        for (Door door : Door.values()) {
            for (Reason reason : List.of(Reason.UNAUTHENTICATED, Reason.FORBIDDEN)) {
                refusals.put(new Refused(door, reason), new LongAdder());
            }
        }
    }

    @Override
    public void refused(Door door, Problem problem) {
        refusals.computeIfAbsent(new Refused(door, problem.reason()), _ -> new LongAdder())
                .increment();
        told.happened(new Report()
                .with("door", wordOf(door))
                .with("reason", problem.reason().name())
                .with("why", problem.message()));
    }

    /// Tells of those that were not told yet: nothing comes after this.
    void tellRest() {
        told.tellRest();
    }

    private Map<Labels, Double> refusals() {
        return refusals.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().labels(), each ->
                        (double) each.getValue().sum()));
    }

    private static String wordOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
