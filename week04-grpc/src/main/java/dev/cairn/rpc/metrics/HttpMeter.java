package dev.cairn.rpc.metrics;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.common.measure.Latencies;
import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.Repeated;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.web.server.WebWatch;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Counts and times what is asked over HTTP, and tells the log of what is our own fault.
///
/// There are as many series as routes and statuses; what a client makes up adds none. Thread-safe.
final class HttpMeter implements WebWatch {
    static final List<Figure<HttpMeter>> ALL = List.of(
            Figure.counters(
                    "cairn_http_requests_total",
                    "Requests over HTTP, by route and by the status of their answer.",
                    HttpMeter::answers),
            Figure.seconds(
                    "cairn_http_request_seconds",
                    "How long requests over HTTP took, from the end of their head to the end of the answer.",
                    HttpMeter::times),
            Figure.gauge("cairn_http_connections", "Connections at the door for HTTP.", HttpMeter::connections),
            Figure.counter(
                    "cairn_http_connections_opened_total",
                    "Connections that were opened at the door for HTTP.",
                    http -> http.opened.sum()),
            Figure.counter(
                    "cairn_http_connections_refused_total",
                    "Connections that were closed at once, because there were too many.",
                    http -> http.refused.sum()),
            Figure.counter(
                    "cairn_http_handshake_failures_total",
                    "Connections whose handshake for TLS failed.",
                    http -> http.handshakeFailures.sum()),
            Figure.counter("cairn_http_bugs_total", "Requests that met an error of our own.", http -> http.bugs.sum()));

    /// So many callers say where a bug is.
    private static final int FRAMES_MAX = 12;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    private final Repeated told;
    private final ConcurrentMap<Asked, Latencies> times = new ConcurrentHashMap<>();
    private final ConcurrentMap<Answered, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder handshakeFailures = new LongAdder();
    private final LongAdder bugs = new LongAdder();

    /// What was asked.
    private record Asked(String route, String method) {
        Labels labels() {
            return Labels.of("method", method, "route", route);
        }
    }

    /// What was asked, and what came of it.
    private record Answered(Asked asked, int status) {
        Labels labels() {
            return asked.labels().add("status", String.valueOf(status));
        }
    }

    /// @param log hears of our bugs, once in a while
    HttpMeter(NodeLog log, Clock clock) {
        this.told = new Repeated(log, clock, NodeLog.Level.ERROR, "webBug", RequestLog.PAUSE);
    }

    @Override
    public void answered(String pattern, String method, int status, Duration took) {
        Asked asked = new Asked(pattern, METHODS.contains(method) ? method : "-");
        times.computeIfAbsent(asked, _ -> new Latencies()).add(took.toNanos());
        answers.computeIfAbsent(new Answered(asked, status), _ -> new LongAdder())
                .increment();
    }

    @Override
    public void opened() {
        opened.increment();
    }

    @Override
    public void closed() {
        closed.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void handshakeFailed() {
        handshakeFailures.increment();
    }

    @Override
    public void bug(Throwable bug) {
        bugs.increment();
        told.happened(new Report().with("why", bug.toString()).with("at", placeOf(bug)));
    }

    /// Tells of the bugs that were not told yet: nothing comes after this.
    void tellRest() {
        told.tellRest();
    }

    private static String placeOf(Throwable bug) {
        return Arrays.stream(bug.getStackTrace())
                .limit(FRAMES_MAX)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }

    /// Those that were closed are read first: so it is never below zero.
    private double connections() {
        long ended = closed.sum();
        return opened.sum() - ended;
    }

    private Map<Labels, Double> answers() {
        return answers.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().labels(), each ->
                        (double) each.getValue().sum()));
    }

    private Map<Labels, LatencyCounts> times() {
        return times.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().labels(), each -> each.getValue().counts()));
    }
}
