package dev.cairn.rpc.process;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.LsmStore;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.commit.SyncPolicy;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A store, the service over it, the server before that, and what they run on: a node in this process.
///
/// Thread-safe.
final class ServedStore<S extends KeyValueStore & StoreCore> implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// Kept here, because a logger that nobody holds forgets its level. It warns, with a stack, of each
    /// scan that a client gives up while rows are on their way.
    private static final Logger STREAMS = Logger.getLogger("io.grpc.netty.NettyServerHandler");

    static {
        STREAMS.setLevel(Level.SEVERE);
    }

    private final Env env = Env.real(8);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final S store;
    private final StoreService service;
    private final StoreServer server;

    /// How a server is put before a service.
    @FunctionalInterface
    interface Door {
        StoreServer open(StoreService service, Executor calls);

        /// One that listens on loopback, at a port that the system chooses if it is 0.
        static Door loopback(int port) {
            ServerOptions options =
                    ServerOptions.defaults().at(new Endpoint("127.0.0.1", port)).withDrainGrace(GRACE);
            return (service, calls) -> StoreServer.open(service, List.of(), options, calls);
        }

        /// One for clients in the same process.
        static Door inProcess(String name) {
            ServerOptions options = ServerOptions.defaults().withDrainGrace(GRACE);
            return (service, calls) -> StoreServer.inProcess(name, service, List.of(), options, calls);
        }
    }

    private ServedStore(Function<Env, S> below, Function<S, Operations> operations, ServiceOptions options, Door door) {
        this.store = below.apply(env);
        this.service = StoreService.open(
                store, operations.apply(store), options, env.clock(), env.background(), new SecureRandom());
        this.server = door.open(service, calls);
    }

    /// Opens a store and all above it.
    static <S extends KeyValueStore & StoreCore> ServedStore<S> open(
            Function<Env, S> below, Function<S, Operations> operations, ServiceOptions options, Door door) {
        return new ServedStore<>(below, operations, options, door);
    }

    /// The same over the engine of weeks 1 to 3.
    static ServedStore<LsmStore> engine(Path directory, SyncPolicy sync, Door door) {
        EngineSettings settings = EngineSettings.balanced().with().sync(sync).build();
        return open(
                env -> LsmStore.open(Disk.at(directory), settings.toOptions(), env),
                _ -> Operations.none(),
                ServiceOptions.defaults(),
                door);
    }

    S store() {
        return store;
    }

    StoreService service() {
        return service;
    }

    /// Where it listens.
    String address() {
        return server.address();
    }

    int port() {
        return server.port();
    }

    /// A way to it over its socket.
    static StoreWire wire(String address) {
        return GrpcWire.to(List.of(address), ChannelOptions.defaults(Runnable::run));
    }

    /// A store that asks it, over its socket, or within the process if it has none.
    RemoteStore remote() {
        StoreWire wire = port() < 0
                ? GrpcWire.over(
                        List.of(InProcessChannelBuilder.forName(address()).build()))
                : wire(address());
        return RemoteStore.open(wire, RemoteOptions.DEFAULT, env);
    }

    @Override
    public void close() {
        server.close();
        service.close();
        store.close();
        calls.close();
        env.close();
    }
}
