package dev.cairn.rpc.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.engine.EngineStats;
import dev.cairn.lsm.LsmStore;
import dev.cairn.rpc.access.AccessWatch;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import dev.cairn.web.server.WebWatch;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// All that a node counts of itself, and the route at which it is asked for.
///
/// ```
///   metrics = new NodeMetrics(clock)
///   RequestLog.to(log, clock, slow, metrics.requests())       requests, by kind
///   store   = metrics.counted(store)                          puts, gets, deletes, and what the engine counts
///   service = StoreService.open(store, ...)
///   metrics.watch(service)                                    what it has to do
///   metrics.watchConnections(server::connections)
///   WebServer.open(..., metrics.web(log))                    what is asked over HTTP
///   guard.watchedBy(metrics.access(log))                      who is not let in
///   metrics.route()                                           GET /metrics
/// ```
///
/// It is closed after the door and before the store. Thread-safe.
public final class NodeMetrics implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// What Micrometer names otherwise than Prometheus wants it: in nanoseconds.
    private static final List<Figure<OperatingSystemMXBean>> PROCESS = List.of(Figure.counter(
            "process_cpu_seconds_total",
            "The time that this process has had of all processors.",
            system -> Unit.nanosToSeconds(system.getProcessCpuTime())));

    private final PrometheusRegistry figures = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final RequestMeter requests;
    private final Clock clock;
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();

    /// Metrics of this process, so far.
    public NodeMetrics(Clock clock) {
        this.clock = clock;
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, figures, new MeterClock(clock));
        this.requests = new RequestMeter(clock);
        List<MeterBinder> process = List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                collections);
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        registry.config().meterFilter(new Renamed("system.cpu.count", "system.cpus"));
        process.forEach(each -> each.bindTo(registry));
        show(PROCESS, NodeMetrics::operatingSystem);
        figures.register(NodeMetrics::build);
        show(RequestMeter.ALL, () -> requests);
    }

    /// To what a part of the node adds metrics of its own, by Micrometer.
    public MeterRegistry registry() {
        return registry;
    }

    /// What counts the requests.
    public RequestMeter requests() {
        return requests;
    }

    /// `store`, its gets, puts and deletes counted from now on. What its engine counts is shown too, if
    /// it is one of [LsmStore] and [LoggedMapStore].
    public <S extends KeyValueStore & StoreCore> CountedStore counted(S store) {
        ChangeCounts counts = new ChangeCounts();
        show(ChangeCounts.ALL, () -> counts);
        if (store instanceof LsmStore lsm) {
            long bytesBefore = EngineStats.weight(lsm.stats());
            show(LsmFigures.ALL, () -> EngineStats.of(lsm.stats(), bytesBefore));
        } else if (store instanceof LoggedMapStore map) {
            show(MapFigures.ALL, map::stats);
        }
        return new CountedStore(store, counts);
    }

    /// Shows what `service` has to do.
    public void watch(StoreService service) {
        show(ServiceFigures.ALL, service::load);
    }

    /// Shows how many connections there are at the door for gRPC.
    public void watchConnections(IntSupplier connections) {
        show(
                List.of(Figure.gauge(
                        "cairn_rpc_connections", "Connections at the door for gRPC.", IntSupplier::getAsInt)),
                () -> connections);
    }

    /// What counts at the door for HTTP, shown from now on.
    ///
    /// @param log hears of errors of our own
    public WebWatch web(NodeLog log) {
        HttpMeter http = new HttpMeter(log, clock);
        endings.add(http::tellRest);
        show(HttpMeter.ALL, () -> http);
        return http;
    }

    /// What counts who was not let in, shown from now on.
    ///
    /// @param log hears of it
    public AccessWatch access(NodeLog log) {
        AccessMeter access = new AccessMeter(log, clock);
        endings.add(access::tellRest);
        show(AccessMeter.ALL, () -> access);
        return access;
    }

    /// Shows when the node's certificate expires.
    public void watchExpiry(Instant moment) {
        show(
                List.of(Figure.gauge(
                        "cairn_tls_certificate_expires_seconds",
                        "When the first certificate of the node's chain expires, since 1970.",
                        Instant::getEpochSecond)),
                () -> moment);
    }

    /// Answers a scrape: in the text format of Prometheus 0.0.4, or in that of OpenMetrics 1.0.0 for
    /// whoever accepts that.
    public Route route() {
        return new Route(WebMethod.GET, "/metrics", Scope.READ, "what this node counts, for Prometheus", this::answer);
    }

    /// What runs here: `0.1.0-SNAPSHOT`.
    public static String version() {
        return Optional.ofNullable(NodeMetrics.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /// Nothing is shown any more.
    @Override
    public void close() {
        endings.forEach(Runnable::run);
        collections.close();
        registry.close();
    }

    private WebAnswer answer(WebRequest request) {
        boolean isOpenMetrics = request.header("accept")
                .filter(accept -> accept.contains(OPEN_METRICS))
                .isPresent();
        String type = isOpenMetrics ? OPEN_METRICS_TYPE : TEXT_TYPE;
        try {
            return WebAnswer.of(200, type, Bytes.utf8(registry.scrape(type)));
        } catch (StoreException.Closed closed) {
            throw new WebFailure(503, "UNAVAILABLE", String.valueOf(closed.getMessage()), Map.of("retry-after", "1"));
        }
    }

    private <S> void show(List<Figure<S>> all, Supplier<S> snapshots) {
        figures.register(Figure.collector(all, snapshots));
    }

    private static OperatingSystemMXBean operatingSystem() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static InfoSnapshot build() {
        return InfoSnapshot.builder()
                .name("cairn_build")
                .help("What runs here: always 1.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "version", version(), "java", Runtime.version().toString()))
                        .build())
                .build();
    }

    /// Gives the meter of one name another. Immutable.
    private record Renamed(String from, String to) implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.getName().equals(from) ? id.withName(to) : id;
        }
    }

    /// A clock of ours, as Micrometer has it. Thread-safe.
    private record MeterClock(Clock clock) implements io.micrometer.core.instrument.Clock {
        @Override
        public long wallTime() {
            return clock.wallMillis();
        }

        @Override
        public long monotonicTime() {
            return clock.nanoTime();
        }
    }
}
