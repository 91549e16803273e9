package dev.cairn.rpc;

import dev.cairn.common.env.Env;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.StorePlace;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A place with a store, its server, and a remote store that reaches it by gRPC.
///
/// Confined to one thread.
final class GrpcPlace implements StorePlace {
    private final Env env = Env.real(8);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean isLoopback;
    private Optional<Runnable> closing = Optional.empty();

    /// @param isLoopback by a socket; else within the process
    GrpcPlace(boolean isLoopback) {
        this.isLoopback = isLoopback;
    }

    @Override
    public RemoteStore open() {
        closeServer();
        MemoryStore store = new MemoryStore();
        StoreService service = StoreService.open(
                store, Operations.none(), ServiceOptions.defaults(), env.clock(), env.background(), env.random());
        String name = UUID.randomUUID().toString();
        ServerOptions options = ServerOptions.defaults();
        StoreServer server = isLoopback
                ? StoreServer.open(service, List.of(), options, threads)
                : StoreServer.inProcess(name, service, List.of(), options, threads);
        closing = Optional.of(() -> {
            server.close();
            service.close();
            store.close();
        });
        return RemoteStore.open(wireTo(server), RemoteOptions.DEFAULT, env);
    }

    private StoreWire wireTo(StoreServer server) {
        return isLoopback
                ? GrpcWire.to(List.of(server.address()), ChannelOptions.defaults(threads))
                : GrpcWire.over(List.of(InProcessChannelBuilder.forName(server.address())
                        .executor(threads)
                        .build()));
    }

    @Override
    public void close() {
        closeServer();
        threads.close();
        env.close();
    }

    private void closeServer() {
        closing.ifPresent(Runnable::run);
        closing = Optional.empty();
    }
}
