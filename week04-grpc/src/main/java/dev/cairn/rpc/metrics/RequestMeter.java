package dev.cairn.rpc.metrics;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.log.RequestWatch;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts and times the requests of a node, of each kind for itself. To do so for one request costs a few
/// dozen nanoseconds and no memory.
///
/// Not counted is what never came to [dev.cairn.rpc.server.StoreService], and what came there too late.
///
/// Thread-safe.
public final class RequestMeter implements RequestWatch {
    private final Clock clock;
    private final Map<RequestKind, KindMeter> kinds = new EnumMap<>(RequestKind.class);
    private final LongAdder chunks = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final Recently recently;

    RequestMeter(Clock clock) {
        this.clock = clock;
        this.recently = new Recently(clock);
        for (RequestKind kind : RequestKind.values()) {
            kinds.put(kind, new KindMeter());
        }
    }

    static final List<Figure<RequestMeter>> ALL = List.of(
            Figure.counters(
                    "cairn_rpc_requests_total", "Requests, by kind and by what came of them.", RequestMeter::outcomes),
            Figure.seconds(
                    "cairn_rpc_request_seconds",
                    "How long requests took that were begun, by kind.",
                    RequestMeter::times),
            Figure.counter("cairn_rpc_scan_chunks_total", "Chunks of rows that scans gave.", RequestMeter::chunks),
            Figure.counter("cairn_rpc_scan_rows_total", "Rows that scans gave.", RequestMeter::rows));

    @Override
    public void answered(Request request, long nanos, Reply reply) {
        KindMeter kind = of(RequestKind.of(request));
        if (reply instanceof Reply.Failure(Problem problem)) {
            kind.failed(problem.reason(), nanos);
        } else {
            kind.done(nanos);
        }
    }

    @Override
    public void refused(Request request, Problem problem) {
        of(RequestKind.of(request)).refused(problem.reason());
    }

    @Override
    public ServedRows scan(ServedRows scanned, long begunNanos) {
        return new MeteredRows(scanned, clock, begunNanos, of(RequestKind.SCAN), chunks, rows);
    }

    /// How requests fare, for the page of the node:
    ///
    /// | name | what |
    /// |---|---|
    /// | `windowSeconds` | how long the time is that the percentiles are about: 10 to 15, less after a pause |
    /// | `rows`, `chunks` | what scans have given since the start |
    /// | `requests` | a row for each kind that was ever asked |
    ///
    /// A row has `request`, `count` and `failed` since the start (whoever wants rates subtracts those of
    /// the sample before), `p50Micros`, `p99Micros` and `p999Micros` of the window, 0 if there was none
    /// in it, and `allP50Micros`, `allP99Micros` and `allP999Micros` since the start.
    public Report figures() {
        Map<RequestKind, KindMeter.Counts> now = counts();
        Recently.Window window = recently.until(now);
        return new Report()
                .with("windowSeconds", window.seconds())
                .with("rows", rows())
                .with("chunks", chunks())
                .with(
                        "requests",
                        now.entrySet().stream()
                                .filter(kind -> kind.getValue().count() > 0)
                                .map(kind -> row(kind.getKey(), kind.getValue(), window))
                                .toList());
    }

    private static Report row(RequestKind kind, KindMeter.Counts counts, Recently.Window window) {
        LatencyCounts recent = counts.times().since(window.before(kind).times());
        return new Report()
                .with("request", kind.word())
                .with("count", counts.count())
                .with("failed", counts.failed())
                .with("p50Micros", micros(recent, 0.5))
                .with("p99Micros", micros(recent, 0.99))
                .with("p999Micros", micros(recent, 0.999))
                .with("allP50Micros", micros(counts.times(), 0.5))
                .with("allP99Micros", micros(counts.times(), 0.99))
                .with("allP999Micros", micros(counts.times(), 0.999));
    }

    private static long micros(LatencyCounts times, double share) {
        return times.quantileNanos(share) / 1000;
    }

    private Map<RequestKind, KindMeter.Counts> counts() {
        Map<RequestKind, KindMeter.Counts> counts = new EnumMap<>(RequestKind.class);
        kinds.forEach((kind, meter) -> counts.put(kind, meter.counts()));
        return counts;
    }

    private Map<Labels, Double> outcomes() {
        Map<Labels, Double> outcomes = new HashMap<>();
        kinds.forEach((kind, meter) -> outcomes.putAll(meter.outcomes(Labels.of("kind", kind.word()))));
        return outcomes;
    }

    private Map<Labels, LatencyCounts> times() {
        Map<Labels, LatencyCounts> times = new HashMap<>();
        kinds.forEach((kind, meter) ->
                times.put(Labels.of("kind", kind.word()), meter.counts().times()));
        return times;
    }

    private long chunks() {
        return chunks.sum();
    }

    private long rows() {
        return rows.sum();
    }

    private KindMeter of(RequestKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }
}
