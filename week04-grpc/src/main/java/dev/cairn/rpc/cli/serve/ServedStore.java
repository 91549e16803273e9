package dev.cairn.rpc.cli.serve;

import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.cli.WritableStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// An open store behind a door for gRPC, with the threads that this needs.
///
/// Closing it closes, in this order: the door, after what is under way is done or the grace is over; the
/// service; the threads. Then the log hears of what it has not heard yet. The store stays open. What is under
/// way then (a compaction takes as long as it takes) is not waited for: the store's own close ends it.
/// Thread-safe.
public final class ServedStore implements AutoCloseable {
    /// Threads for what expires and for what waits on a schedule.
    private static final int THREADS = 2;

    /// How long calls that were cut off may take to notice it.
    private static final Duration CALLS_END_MAX = Duration.ofSeconds(1);

    private final Env env;
    private final ExecutorService calls;
    private final StoreService service;
    private final StoreServer server;
    private final RequestLog requests;

    private ServedStore(Env env, ExecutorService calls, StoreService service, StoreServer server, RequestLog requests) {
        this.env = env;
        this.calls = calls;
        this.service = service;
        this.server = server;
        this.requests = requests;
    }

    /// Serves `store` from now on. Each call that may take long has a virtual thread of its own.
    ///
    /// @param store to be closed after this; its two faces are one object, as in every engine
    /// @param slow a request that takes as long is told of
    /// @throws StoreException if what the store remembers of sessions is damaged, or it cannot listen there
    public static ServedStore open(
            WritableStore store, ServerOptions listening, ServiceOptions limits, NodeLog log, Duration slow) {
        Env env = Env.real(THREADS);
        try {
            var both = (KeyValueStore & StoreCore) store.core();
            RequestLog requests = RequestLog.to(log, env.clock(), slow);
            StoreOperations operations = new StoreOperations(store);
            StoreService service = StoreService.open(
                    both, operations, limits, env.clock(), env.background(), new SecureRandom(), requests);
            var _ = env.background().start(new TellDue(requests));
            return listen(env, service, listening, log, requests);
        } catch (RuntimeException failure) {
            env.close();
            throw failure;
        }
    }

    private static ServedStore listen(
            Env env, StoreService service, ServerOptions listening, NodeLog log, RequestLog requests) {
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        try {
            StoreServer server = StoreServer.open(service, List.of(), listening, calls, log);
            return new ServedStore(env, calls, service, server, requests);
        } catch (RuntimeException failure) {
            calls.close();
            service.close();
            throw failure;
        }
    }

    /// Where it listens: `127.0.0.1:4610`.
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        try (env) {
            try (Closing _ = this::endCalls;
                    service) {
                server.close();
            } finally {
                requests.tellRest();
            }
        }
    }

    /// What happened by the thousand and was not told yet is told when its pause is over.
    private record TellDue(RequestLog requests) implements Job {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Next step() {
            requests.tellDue();
            return Job.after(RequestLog.PAUSE);
        }
    }

    /// What is closed although what was closed before it failed.
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes no calls any more, and waits for those there are, but not for ever.
    private void endCalls() {
        calls.shutdown();
        try {
            var _ = calls.awaitTermination(CALLS_END_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
