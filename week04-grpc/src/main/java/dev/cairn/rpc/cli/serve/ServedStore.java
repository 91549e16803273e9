package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.NodePart;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.metrics.NodeMetrics;
import dev.cairn.rpc.page.NodeFacts;
import dev.cairn.rpc.page.NodePage;
import dev.cairn.rpc.rest.TokenGate;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.web.WebGate;
import dev.cairn.web.server.WebServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// An open store behind its doors, with the threads that these need, and what watches over it.
///
/// ```
///   gRPC ─► StoreServer ─┐
///                        ├─► StoreService ─► the store, counted
///   HTTP ─► WebServer ───┘        │
///            │                    └─► RequestLog ─► RecentEvents ─► the program's log
///            ├─ StoreRoutes                 └─► NodeMetrics
///            ├─ /metrics
///            └─ NodePage
/// ```
///
/// Closing it closes, in this order: both doors at once, after what is under way is done or the grace is
/// over; the service; the threads. The log hears of what it has not heard yet. The store stays open. What
/// is under way then (a compaction takes as long as it takes) is not waited for: the store's own close
/// ends it. Thread-safe.
public final class ServedStore implements AutoCloseable {
    /// Threads for what expires, what waits on a schedule, and what is sampled.
    private static final int THREADS = 2;

    /// How long calls that were cut off may take to notice it.
    private static final Duration CALLS_END_MAX = Duration.ofSeconds(1);

    private final Closings closings;
    private final StoreServer grpc;
    private final Optional<WebServer> http;
    private final boolean isEncrypted;
    private final NodeLog log;

    private ServedStore(
            Closings closings, StoreServer grpc, Optional<WebServer> http, boolean isEncrypted, NodeLog log) {
        this.closings = closings;
        this.grpc = grpc;
        this.http = http;
        this.isEncrypted = isEncrypted;
        this.log = log;
    }

    /// Serves `store` from now on over gRPC alone.
    ///
    /// @throws StoreException as the other does
    public static ServedStore open(
            WritableStore store, ServerOptions listening, ServiceOptions limits, NodeLog log, Duration slow) {
        return open(store, "", Doors.of(listening), limits, log, slow);
    }

    /// Serves `store` from now on. Each call that may take long has a virtual thread of its own.
    ///
    /// @param store to be closed after this; its two faces are one object, as in every engine
    /// @param directory where it lies, as a person has named it
    /// @param slow a request that takes as long is told of
    /// @throws StoreException if what the store remembers of sessions is damaged, or it cannot listen there
    static ServedStore open(
            WritableStore store, String directory, Doors doors, ServiceOptions limits, NodeLog log, Duration slow) {
        Closings closings = new Closings();
        try {
            Env env = Env.real(THREADS);
            closings.add(env::close);
            ServedNode node = ServedNode.open(store, env, limits, log, slow, closings);
            ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
            closings.add(() -> end(calls));
            return open(
                    node,
                    at -> new NodeFacts(directory, engineOf(store), NodeMetrics.version(), at),
                    doors.watchedBy(node.metrics().access(node.events())),
                    calls,
                    closings);
        } catch (RuntimeException failure) {
            closings.close();
            throw failure;
        }
    }

    private static ServedStore open(
            ServedNode node, Function<String, NodeFacts> facts, Doors doors, ExecutorService calls, Closings closings) {
        List<NodePart> parts = List.of();
        Duration grace = doors.grpc().drainGrace();
        StoreServer grpc = StoreServer.open(node.service(), parts, doors.grpc(), calls, node.events());
        closings.add(grpc::close);
        node.metrics().watchConnections(grpc::connections);
        doors.grpc().guard().tls().flatMap(Tls::expires).ifPresent(node.metrics()::watchExpiry);
        Optional<WebServer> http = Optional.empty();
        if (doors.http().isPresent()) {
            NodePage page = node.page(facts.apply(grpc.address()), parts);
            closings.add(page::close);
            WebServer web = WebServer.open(
                    doors.http().get(),
                    node.routes(page, parts),
                    gate(doors),
                    calls,
                    node.env().clock(),
                    node.metrics().web(node.events()));
            http = Optional.of(web);
            closings.add(() -> closeBoth(page, web, grpc, grace, calls));
        }
        return new ServedStore(closings, grpc, http, doors.grpc().guard().tls().isPresent(), node.events());
    }

    /// Both at once, so that the grace is over once: each waits for what is under way at it.
    private static void closeBoth(
            NodePage page, WebServer web, StoreServer grpc, Duration grace, ExecutorService calls) {
        page.close();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> web.close(grace), calls);
        grpc.close();
        other.join();
    }

    private static WebGate gate(Doors doors) {
        return doors.grpc().guard().access().<WebGate>map(TokenGate::new).orElseGet(WebGate::open);
    }

    private static String engineOf(WritableStore store) {
        return store.stats().findings().get("engine") instanceof Report.Finding.Text(String name) ? name : "unknown";
    }

    /// Takes no calls any more, and waits for those there are, but not for ever.
    private static void end(ExecutorService calls) {
        calls.shutdown();
        try {
            var _ = calls.awaitTermination(CALLS_END_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where it listens for gRPC: `127.0.0.1:4610`.
    public String address() {
        return grpc.address();
    }

    /// Where it listens, for a program: `{"grpc":"grpc://127.0.0.1:4610","http":"http://127.0.0.1:8080"}`.
    Report addresses() {
        Report addresses = new Report().with("grpc", url("grpc", grpc.address()));
        http.ifPresent(web -> addresses.with("http", url("http", web.address())));
        return addresses;
    }

    /// The same, for a person.
    List<String> urls() {
        List<String> urls = new ArrayList<>(List.of(url("grpc", grpc.address())));
        http.ifPresent(web -> urls.add(url("http", web.address())));
        return urls;
    }

    /// For what happens to the node as a whole: what is told here, the page shows too.
    NodeLog log() {
        return log;
    }

    private String url(String scheme, String address) {
        return scheme + (isEncrypted ? "s" : "") + "://" + address;
    }

    @Override
    public synchronized void close() {
        closings.close();
    }
}
