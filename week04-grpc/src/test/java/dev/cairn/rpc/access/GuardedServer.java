package dev.cairn.rpc.access;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.grpc.WrittenProtocol;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A server behind a guard, at a free port of this machine, over a store in memory.
public final class GuardedServer implements AutoCloseable {
    /// How long an answer is waited for.
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Env env = Env.real(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryStore store = new MemoryStore();
    private final StoreService service = StoreService.open(
            store, Operations.none(), ServiceOptions.defaults(), env.clock(), env.background(), env.random());
    private final StoreServer server;

    /// With the usual limits, and nobody who is told.
    public GuardedServer(Guard guard) {
        this(ServerOptions.defaults().at(new Endpoint("127.0.0.1", 0)).guardedBy(guard), NodeLog.none());
    }

    /// With any.
    public GuardedServer(ServerOptions options, NodeLog log) {
        requireWritten(options.guard());
        server = StoreServer.open(service, List.of(), options, threads, log);
    }

    /// Exercises that a server needs on threads of its own are so known, in an edition, as what a test
    /// waits for.
    private void requireWritten(Guard guard) {
        WrittenProtocol.isNeeded();
        WriteBatch row =
                WriteBatch.builder().put(Bytes.utf8("k"), Bytes.utf8("v")).build();
        service.handle(new Request.Write(row, Optional.empty()), PATIENCE).join();
        service.handle(
                        new Request.Write(
                                WriteBatch.builder().delete(Bytes.utf8("k")).build(), Optional.empty()),
                        PATIENCE)
                .join();
        service.handle(new Request.Get(Bytes.utf8("k"), OptionalLong.empty()), PATIENCE)
                .join();
        guard.access().ifPresent(access -> access.decide(GrpcScopes.neededFor(""), Optional.empty()));
    }

    /// Where it listens.
    public String address() {
        return server.address();
    }

    /// The same, the port alone.
    public int port() {
        return server.port();
    }

    /// What is behind it.
    public MemoryStore store() {
        return store;
    }

    /// Where its calls run.
    public ExecutorService threads() {
        return threads;
    }

    /// A way to it.
    public GrpcWire wire(ClientAccess access) {
        return GrpcWire.to(List.of(address()), ChannelOptions.defaults(threads).withAccess(access));
    }

    /// What a client with this access is answered to one request, on a connection of its own.
    public Reply ask(ClientAccess access, Request request) {
        try (GrpcWire wire = wire(access)) {
            return wire.send(request, PATIENCE).orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() {
        server.close();
        service.close();
        env.close();
        threads.close();
    }
}
