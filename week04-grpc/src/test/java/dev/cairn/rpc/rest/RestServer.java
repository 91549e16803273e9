package dev.cairn.rpc.rest;

import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Env;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.web.Route;
import dev.cairn.web.WebGate;
import dev.cairn.web.server.WebOptions;
import dev.cairn.web.server.WebServer;
import dev.cairn.web.server.WebWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A node's routes behind a real socket on loopback.
///
/// Thread-safe.
final class RestServer implements AutoCloseable {
    private final Env env = Env.real(1);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final WebServer server;

    /// The routes of a node over a store in memory.
    static RestServer ofNode() {
        return new RestServer(StoreRoutes.of(new RestNode().service(), Clock.system()));
    }

    /// Routes whose lists are these rows.
    static RestServer ofRows(ServedRows rows) {
        return new RestServer(StoreRoutes.of(new StoreCalls(
                (_, _) -> {
                    throw new AssertionError("expected nothing but a list");
                },
                _ -> rows,
                Clock.system())));
    }

    private RestServer(List<Route> routes) {
        WrittenRoutes.isNeeded();
        server = WebServer.open(WebOptions.defaults(), routes, WebGate.open(), calls, env.clock(), WebWatch.none());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(5));
        calls.close();
        env.close();
    }
}
