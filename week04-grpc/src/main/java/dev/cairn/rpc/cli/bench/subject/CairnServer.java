package dev.cairn.rpc.cli.bench.subject;

import dev.cairn.common.env.Env;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStore;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The process of the server that is measured: the complete engine behind gRPC, on a port of its own
/// choice. It prints where it listens, and runs until its input ends, so that it does not outlive who
/// started it.
public final class CairnServer {
    private CairnServer() {}

    /// Serves the store in the directory `args[0]` under the policy `args[1]`.
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (EngineStore store = open(Path.of(args[0]), SyncPolicy.parse(args[1]));
                Env env = Env.real(1);
                StoreService service = StoreService.open(
                        store.lsm(),
                        Operations.none(),
                        ServiceOptions.defaults(),
                        env.clock(),
                        env.background(),
                        env.random());
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
                StoreServer server = StoreServer.open(service, List.of(), ServerOptions.defaults(), calls)) {
            out.println(server.address());
            out.flush();
            while (System.in.read() >= 0) {
                // What is said does not matter, only that somebody could say it.
            }
        }
    }

    /// The store that is measured, with and without a server.
    public static EngineStore open(Path directory, SyncPolicy sync) {
        return EngineStore.open(
                directory, EngineSettings.balanced().with().sync(sync).build());
    }
}
