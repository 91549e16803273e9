package dev.cairn.cluster.container;

import dev.cairn.common.env.Env;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A store at the other end of a connection, and what it runs on. Thread-safe.
///
/// @param answers runs what hangs on answers
record Client(RemoteStore store, Env env, ExecutorService answers) implements AutoCloseable {
    /// However slow the machine is.
    private static final RetryOptions PATIENT = RetryOptions.DEFAULT.withDeadline(Duration.ofMinutes(1));

    static Client of(String address, ClientAccess access) {
        ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
        Env env = Env.real(1);
        GrpcWire wire =
                GrpcWire.to(List.of(address), ChannelOptions.defaults(answers).withAccess(access));
        RemoteOptions options = RemoteOptions.DEFAULT.withRetry(PATIENT);
        return new Client(RemoteStore.open(wire, options, env), env, answers);
    }

    @Override
    public void close() {
        try (env;
                answers) {
            store.close();
        }
    }
}
