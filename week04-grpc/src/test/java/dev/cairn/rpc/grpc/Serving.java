package dev.cairn.rpc.grpc;

import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A server over answers that a test gives, and a wire to it.
final class Serving implements AutoCloseable {
    static final int MESSAGE_BYTES_MAX = 1024 * 1024;
    static final long ANSWER_BYTES_MAX = 2 * MESSAGE_BYTES_MAX;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Kept, because a logger that nobody holds forgets its level. Tests break things on purpose.
    private static final Logger QUIET = Logger.getLogger("io.grpc");

    static {
        QUIET.setLevel(Level.OFF);
    }

    /// How the two sides are connected.
    enum Way {
        IN_PROCESS,
        LOOPBACK
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final ManagedChannel channel;
    private final GrpcWire wire;

    private Serving(
            Way way,
            int port,
            BiFunction<Request, Duration, CompletableFuture<Reply>> answers,
            Function<ScanQuestion, ServedRows> scans) {
        String name = UUID.randomUUID().toString();
        ServerBuilder<?> builder = way == Way.IN_PROCESS
                ? InProcessServerBuilder.forName(name)
                : NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .flowControlWindow(ChannelOptions.STREAM_WINDOW_BYTES)
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX);
        new StoreHandlers(answers, scans, ANSWER_BYTES_MAX).services().forEach(builder::addService);
        try {
            server = builder.executor(threads).build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = way == Way.IN_PROCESS
                ? InProcessChannelBuilder.forName(name).executor(threads).build()
                : options().open(endpoint());
        wire = GrpcWire.over(List.of(channel));
    }

    static Serving replies(Way way, BiFunction<Request, Duration, CompletableFuture<Reply>> answers) {
        return new Serving(way, 0, answers, _ -> {
            throw new IllegalStateException("nobody scans here");
        });
    }

    static Serving replies(int port, BiFunction<Request, Duration, CompletableFuture<Reply>> answers) {
        return new Serving(Way.LOOPBACK, port, answers, _ -> {
            throw new IllegalStateException("nobody scans here");
        });
    }

    static Serving rows(Way way, Function<ScanQuestion, ServedRows> scans) {
        return new Serving(
                way,
                0,
                (_, _) -> {
                    throw new IllegalStateException("nobody asks here");
                },
                scans);
    }

    /// A connection by which nothing comes that is not asked for, but for this little.
    ManagedChannel narrow(int windowBytes) {
        return NettyChannelBuilder.forTarget(endpoint())
                .usePlaintext()
                .executor(threads)
                .flowControlWindow(windowBytes)
                .build();
    }

    GrpcWire wire() {
        return wire;
    }

    ManagedChannel channel() {
        return channel;
    }

    int port() {
        return server.getPort();
    }

    String endpoint() {
        return "127.0.0.1:" + server.getPort();
    }

    ChannelOptions options() {
        return ChannelOptions.defaults(threads).withMessageBytesMax(MESSAGE_BYTES_MAX);
    }

    /// Ends the server at once, as a crash would.
    void kill() {
        server.shutdownNow();
        await(server::isTerminated);
    }

    @Override
    public void close() {
        wire.close();
        server.shutdownNow();
        await(server::isTerminated);
        threads.close();
    }

    static Reply reply(CompletableFuture<Reply> future) {
        return future.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for the condition at " + caller()
                        + ", which did not come true");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// The line of the test that waits.
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Serving.class.getName()))
                        .findFirst()
                        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                        .orElse("the start"));
    }
}
