package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A client that is closed in the very moment in which a write goes out once more.
@Tag("4.4")
final class CloseRaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int ROUNDS = 300;
    private static final WriteBatch WRITE =
            WriteBatch.builder().put(utf8("a"), utf8("1")).build();

    @Test
    void a_copy_that_goes_out_while_the_client_is_closed_is_not_told_as_not_done() {
        World world = new World(1, Trace.off());
        Env env = world.env();
        Deque<Fault> script = new ArrayDeque<>(List.of(Fault.BUSY));
        FakeServer server = new FakeServer(
                world, request -> request.isWrite() && !script.isEmpty() ? script.remove() : Fault.NONE, 1);
        AskedClock clock = new AskedClock(env.clock());
        RemoteCore core = RemoteCore.over(server, RetryOptions.DEFAULT, clock, env.background(), env.random());
        CompletableFuture<Void> write = core.submitWrite(WRITE);
        runUntilSent(world, server, 2);
        world.advance(FakeServer.WAY.multipliedBy(2));
        clock.onNext(() -> runUntilSent(world, server, 3));
        var _ = core.shutDown(PATIENCE);
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.UnknownOutcome.class);
        world.runUntilIdle();
        assertThat(server.timesApplied(utf8("a"))).isOne();
    }

    @Test
    void on_real_threads_a_write_that_is_told_as_closed_leaves_no_copy_without_an_answer() {
        RetryOptions options = RetryOptions.DEFAULT.withBackoff(Duration.ofNanos(1), Duration.ofNanos(2));
        for (int round = 0; round < ROUNDS; round++) {
            BusyWire wire = new BusyWire(round % 4 + 1);
            CompletableFuture<Void> write = closedMeanwhile(wire, options);
            if (FakeServer.failureOf(write) instanceof StoreException.Closed) {
                assertThat(wire.open.get())
                        .as("copies without an answer, in round %s", round)
                        .isZero();
            }
        }
    }

    /// A write that is under way when its client is closed; afterwards nothing goes on.
    private static CompletableFuture<Void> closedMeanwhile(BusyWire wire, RetryOptions options) {
        try (Background background = Background.threads("retry", 2)) {
            RemoteCore core = RemoteCore.over(wire, options, Clock.system(), background, new SplittableRandom(1));
            CompletableFuture<Void> write = core.submitWrite(WRITE);
            CompletableFuture.anyOf(wire.busyAtLast, write).join();
            core.shutDown(PATIENCE).join();
            return write;
        }
    }

    private static void runUntilSent(World world, FakeServer server, int copies) {
        while (server.sent() < copies && world.runOne()) {
            assertThat(server.sent()).isLessThan(copies + 1);
        }
    }

    /// A clock that lets something happen before it says the time.
    private static final class AskedClock implements Clock {
        private final Clock clock;
        private Runnable next = () -> {};

        AskedClock(Clock clock) {
            this.clock = clock;
        }

        void onNext(Runnable happening) {
            next = happening;
        }

        @Override
        public long nanoTime() {
            Runnable happening = next;
            next = () -> {};
            happening.run();
            return clock.nanoTime();
        }

        @Override
        public long wallMillis() {
            return clock.wallMillis();
        }
    }

    /// A server that is busy for some copies of a write, and then does not answer. Thread-safe.
    private static final class BusyWire implements StoreWire {
        private final AtomicInteger busy;
        private final AtomicInteger open = new AtomicInteger();
        private final CompletableFuture<Void> busyAtLast = new CompletableFuture<>();

        BusyWire(int busy) {
            this.busy = new AtomicInteger(busy);
        }

        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            if (request instanceof Request.OpenSession) {
                SessionId session = new SessionId(Bytes.wrap(new byte[SessionId.LENGTH]));
                return CompletableFuture.completedFuture(new Reply.SessionOpened(session, 1, PATIENCE));
            }
            if (!request.isWrite()) {
                return CompletableFuture.completedFuture(new Reply.Done());
            }
            if (busy.getAndDecrement() > 0) {
                if (busy.get() == 0) {
                    busyAtLast.complete(null);
                }
                return CompletableFuture.completedFuture(Reply.failure(Reason.BUSY, "too much to do"));
            }
            open.incrementAndGet();
            return new CompletableFuture<>();
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            throw new UnsupportedOperationException("this wire is asked no scans");
        }

        @Override
        public void close() {}
    }
}
