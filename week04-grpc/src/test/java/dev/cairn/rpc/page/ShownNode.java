package dev.cairn.rpc.page;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.engine.cli.TunedEngine;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.web.Route;
import dev.cairn.web.WebGate;
import dev.cairn.web.server.WebOptions;
import dev.cairn.web.server.WebServer;
import dev.cairn.web.server.WebWatch;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// A store with a page, as a node has one: the engine in a directory, a door for HTTP on loopback.
///
/// Thread-safe.
final class ShownNode implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(200);

    private final WritableStore store;
    private final Env env = Env.real(2);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final RecentEvents events = RecentEvents.before(NodeLog.none(), env.clock());
    private final LongAdder puts = new LongAdder();
    private final AtomicBoolean isLoaded = new AtomicBoolean();
    private final NodePage page;
    private final WebServer server;

    /// What a test may want otherwise.
    ///
    /// @param engine that holds the rows
    /// @param port 0 lets the system choose
    record Wishes(Engine engine, int port, WebGate gate, List<Panel> panels, List<Route> routes) {
        static Wishes none() {
            return new Wishes(new TunedEngine(silent()), 0, WebGate.open(), List.of(), List.of());
        }

        Wishes of(Engine other) {
            return new Wishes(other, port, gate, panels, routes);
        }

        Wishes at(int other) {
            return new Wishes(engine, other, gate, panels, routes);
        }

        Wishes guardedBy(WebGate other) {
            return new Wishes(engine, port, other, panels, routes);
        }

        Wishes with(List<Panel> more, List<Route> scripts) {
            return new Wishes(engine, port, gate, more, scripts);
        }
    }

    ShownNode(Path directory, Wishes wishes) {
        this.store = wishes.engine().write(Disk.at(directory), SyncPolicy.never());
        NodeFacts facts = new NodeFacts(
                directory.getFileName().toString(), wishes.engine().name(), "0.1.0", "127.0.0.1:4610");
        this.page =
                NodePage.of(facts, this::stats, this::requests, events, wishes.panels(), env.clock(), env.background());
        List<Route> routes = new ArrayList<>(page.routes());
        routes.addAll(wishes.routes());
        WebOptions options = WebOptions.defaults().at("127.0.0.1", wishes.port());
        this.server = WebServer.open(options, routes, wishes.gate(), calls, env.clock(), WebWatch.none());
    }

    String url() {
        return "http://" + server.address() + "/";
    }

    int port() {
        return server.port();
    }

    NodeLog log() {
        return events;
    }

    /// One put.
    void put(String key, String value) {
        store.store().put(Bytes.utf8(key), Bytes.utf8(value));
        puts.increment();
    }

    /// Puts all the time from now on, until the node is closed or [#rest] is called.
    void load() {
        isLoaded.set(true);
        calls.execute(() -> {
            for (int row = 0; isLoaded.get(); row++) {
                put("key" + row % 5_000, "value " + row);
            }
        });
    }

    /// No further load.
    void rest() {
        isLoaded.set(false);
    }

    /// Makes a table of what is in memory.
    void flush() {
        store.perform("flush");
    }

    private Report stats() {
        Report server = new Report()
                .with("requests", 0)
                .with("requestBytes", 0)
                .with("scans", 0)
                .with("sessions", 0)
                .with("snapshots", 0)
                .with("refused", 0);
        return store.stats().with("server", server);
    }

    private Report requests() {
        Report put =
                new Report().with("request", "put").with("count", puts.sum()).with("failed", 0);
        return new Report()
                .with(
                        "requests",
                        List.of(put.with("p50Micros", 95)
                                .with("p99Micros", 2_630)
                                .with("p999Micros", 9_100)));
    }

    @Override
    public void close() {
        rest();
        page.close();
        server.close(GRACE);
        calls.close();
        env.close();
        store.close();
    }

    private static StandardStreams silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                nowhere,
                TerminalProbe.none(),
                Map.of());
    }
}
