package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that gets to its calls late: what nobody waits for any more is not begun.
class StoreHandlersTest {
    private final LinkedBlockingDeque<Runnable> work = new LinkedBlockingDeque<>();
    private final AtomicInteger begun = new AtomicInteger();
    private Reply told = Reply.failure(Reason.READ_ONLY, "the disk failed");
    private final String name = UUID.randomUUID().toString();
    private final Server server = serverOf(name);
    private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();

    @BeforeEach
    void start() throws IOException {
        WrittenProtocol.isNeeded();
        server.start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void a_call_past_its_deadline_is_not_begun() {
        CompletableFuture<Problem> ended =
                send(CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.MILLISECONDS), _ -> {});
        Serving.await(ended::isDone);
        runAll();
        assertThat(ended.join().reason()).isEqualTo(Reason.LOST);
        assertThat(begun).hasValue(0);
    }

    @Test
    void a_call_that_was_cancelled_is_not_begun() {
        CompletableFuture<Problem> ended = send(CallOptions.DEFAULT, call -> {
            Serving.await(() -> !work.isEmpty());
            call.cancel("the reader has gone", null);
        });
        Serving.await(() -> ended.isDone() && work.size() >= 2);
        runAll();
        assertThat(begun).hasValue(0);
    }

    @Test
    void a_call_that_is_waited_for_is_begun() {
        CompletableFuture<Problem> ended = send(CallOptions.DEFAULT, _ -> {});
        Serving.await(() -> {
            runAll();
            return ended.isDone();
        });
        assertThat(ended.join().reason()).isEqualTo(Reason.READ_ONLY);
        assertThat(begun).hasValue(1);
    }

    @Test
    void a_bug_in_the_telling_ends_the_call() {
        told = new Reply.SnapshotOpened(7, Duration.ofSeconds(1));
        CompletableFuture<Problem> ended = send(CallOptions.DEFAULT, _ -> {});
        Serving.await(() -> {
            runAll();
            return ended.isDone();
        });
        assertThat(ended.join().reason()).isEqualTo(Reason.LOST);
        assertThat(begun).hasValue(1);
    }

    @Test
    void no_deadline_is_not_one_that_is_over() {
        assertThat(StoreHandlers.timeLeft(null)).isGreaterThan(Duration.ofHours(1));
        assertThat(StoreHandlers.timeLeft(Deadline.after(1, TimeUnit.HOURS)))
                .isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
        assertThat(StoreHandlers.timeLeft(Deadline.after(-1, TimeUnit.SECONDS))).isNegative();
    }

    private Server serverOf(String itsName) {
        StoreHandlers handlers = new StoreHandlers(
                (_, _) -> {
                    begun.incrementAndGet();
                    return CompletableFuture.completedFuture(told);
                },
                _ -> {
                    throw new IllegalStateException("nobody scans here");
                },
                Long.MAX_VALUE);
        InProcessServerBuilder builder = InProcessServerBuilder.forName(itsName).executor(work::add);
        handlers.services().forEach(builder::addService);
        return builder.build();
    }

    private CompletableFuture<Problem> send(CallOptions options, Consumer<ClientCall<Asked<Request>, Reply>> then) {
        CompletableFuture<Problem> ended = new CompletableFuture<>();
        ClientCall<Asked<Request>, Reply> call = channel.newCall(Protocol.GET, options);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(StatusTable.toProblem(status, trailers));
                    }
                },
                new Metadata());
        call.request(2);
        call.sendMessage(new Asked.Clear<>(new Request.Get(Bytes.utf8("k"), OptionalLong.empty())));
        call.halfClose();
        then.accept(call);
        return ended;
    }

    /// Does what has come, the newest first: that a caller has gone is known before its call is begun.
    private void runAll() {
        for (Runnable next = work.pollLast(); next != null; next = work.pollLast()) {
            next.run();
        }
    }
}
