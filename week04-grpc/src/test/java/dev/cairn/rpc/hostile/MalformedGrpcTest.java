package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.GuardedServer;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.log.NodeLog;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever bytes come, each connection gets a clear end, and the server is afterwards as it was before.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedGrpcTest {
    private static final List<Malformed> KINDS = List.of(Malformed.values());

    private static final int SENDERS = 8;
    private static final long SETTLED_NANOS_MAX = 20_000_000_000L;
    private static final long HEAP_BYTES_MORE_MAX = 8L * 1024 * 1024;

    /// What pools of the machine and of the libraries may have more at one time than at another.
    private static final int POOLED = 16;

    /// Kept, because a logger that nobody holds forgets its level. It tells of each broken connection.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("io.grpc"),
            Logger.getLogger("io.grpc.netty.NettyServerTransport"),
            Logger.getLogger("io.netty"));

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final Connections connections = new Connections();

    @TempDir
    private Path dir;

    /// What there is one of for each connection that has not been cleared away.
    private record Held(long connections, int threads, int files, long heap, long direct) {
        static Held now(Connections connections) {
            String[] files = Path.of("/proc/self/fd").toFile().list();
            System.gc();
            return new Held(
                    connections.open.get(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files == null ? 0 : files.length,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    directBytes());
        }

        /// Memory of the libraries' buffers, which is not on the heap.
        private static long directBytes() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
        }

        boolean isAtMost(Held before) {
            return connections <= before.connections
                    && threads <= before.threads + POOLED
                    && files <= before.files + POOLED
                    && heap <= before.heap + HEAP_BYTES_MORE_MAX
                    && direct <= before.direct + HEAP_BYTES_MORE_MAX;
        }
    }

    @Test
    void a_few_of_each_kind_get_a_clear_end_and_leave_nothing() throws Exception {
        requireNothingLeftAfter(6 * Malformed.values().length, Guard.none(), ClientAccess.plain());
    }

    @Test
    @Tag("full")
    void ten_thousand_get_a_clear_end_and_leave_nothing() throws Exception {
        requireNothingLeftAfter(10_000, Guard.none(), ClientAccess.plain());
    }

    @Test
    @Tag("full")
    void a_server_that_speaks_tls_breaks_all_of_them_off() throws Exception {
        TestAuthority authority = new TestAuthority(dir, "ca");
        Guard guard = Guard.none().withTls(authority.issue("node").read(Instant.now()));
        requireNothingLeftAfter(2_000, guard, ClientAccess.plain().withTls(authority.trusted()));
    }

    private void requireNothingLeftAfter(int inputs, Guard guard, ClientAccess good) throws Exception {
        try (GuardedServer server = new GuardedServer(ServerOptions.defaults().guardedBy(guard), connections)) {
            send(server.port(), 2 * Malformed.values().length, guard);
            requireAnswer(server, good);
            Held before = settled(new Held(0, Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2, 1L << 40, 1L << 40));
            send(server.port(), inputs, guard);
            requireAnswer(server, good);
            Held after = settled(before);
            assertThat(after.isAtMost(before))
                    .as("after %s inputs %s is at most %s", inputs, after, before)
                    .isTrue();
        }
    }

    private void send(int port, int inputs, Guard guard) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Void>> sent = new ArrayList<>();
            for (int seed = 0; seed < inputs; seed++) {
                sent.add(senders.submit(sending(port, seed, guard)));
            }
            for (Future<Void> each : sent) {
                each.get();
            }
        }
    }

    private static Callable<Void> sending(int port, int seed, Guard guard) {
        return () -> {
            Malformed kind = KINDS.get(seed % KINDS.size());
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = kind.bytes(random);
            if (kind.isLast() && random.nextInt(4) == 0) {
                RawHttp2.sendAndVanish(port, bytes);
            } else {
                requireEnd(
                        kind,
                        seed,
                        guard,
                        answer(port, bytes, kind.isLast() || guard.tls().isPresent(), guard));
            }
            return null;
        };
    }

    private static String answer(int port, byte[] bytes, boolean isLast, Guard guard) throws IOException {
        try {
            return RawHttp2.send(port, bytes, isLast);
        } catch (IOException noFrame) {
            if (guard.tls().isPresent()) {
                return "an alert of TLS";
            }
            throw noFrame;
        }
    }

    private static void requireEnd(Malformed kind, int seed, Guard guard, String answer) {
        String expected = guard.tls().isPresent() ? "closed|an alert of TLS" : kind.answers();
        assertThat(answer).as("what came of %s of seed %s", kind, seed).matches(expected);
    }

    private static void requireAnswer(GuardedServer server, ClientAccess access) {
        assertThat(server.ask(access, new Request.Get(Bytes.utf8("absent"), OptionalLong.empty())))
                .isEqualTo(new Reply.Value(Optional.empty()));
    }

    /// What is held as soon as it is no more than `bound`, or after the wait for that.
    private Held settled(Held bound) {
        long end = System.nanoTime() + SETTLED_NANOS_MAX;
        Held held = Held.now(connections);
        while (!held.isAtMost(bound) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
            held = Held.now(connections);
        }
        return held;
    }

    /// How many connections the server says that it has.
    private static final class Connections implements NodeLog {
        private final AtomicLong open = new AtomicLong();

        @Override
        public boolean takes(NodeLog.Level level) {
            return true;
        }

        @Override
        public void tell(NodeLog.Level level, String event, Report findings) {
            switch (event) {
                case "connected" -> open.incrementAndGet();
                case "disconnected" -> open.decrementAndGet();
                default -> {}
            }
        }
    }
}
