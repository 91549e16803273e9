package dev.cairn.rpc.grpc;

import static dev.cairn.rpc.grpc.Serving.PATIENCE;
import static dev.cairn.rpc.grpc.Serving.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One copy of one request, to a real server and back.
class GrpcWireTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    private static final Request PUT = put(Bytes.utf8("v"));

    @BeforeEach
    void need_what_runs_on_other_threads() {
        WrittenProtocol.isNeeded();
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void an_answer_arrives_and_the_server_saw_the_question(Serving.Way way) {
        var seen = new ConcurrentLinkedQueue<Request>();
        try (Serving serving = Serving.replies(way, (request, _) -> {
            seen.add(request);
            return answered(
                    request instanceof Request.Get ? new Reply.Value(Optional.of(Bytes.EMPTY)) : new Reply.Done());
        })) {
            assertThat(reply(serving.wire().send(GET, PATIENCE))).isEqualTo(new Reply.Value(Optional.of(Bytes.EMPTY)));
            assertThat(reply(serving.wire().send(PUT, PATIENCE))).isEqualTo(new Reply.Done());
            assertThat(seen).containsExactly(GET, PUT);
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void every_reason_arrives_as_it_was_given(Serving.Way way) {
        var next = new AtomicReference<Reply>();
        try (Serving serving = Serving.replies(way, (_, _) -> answered(next.get()))) {
            for (Reason reason : Reason.values()) {
                Reply failure = new Reply.Failure(new Problem(reason, "why\nnot, ünd \"so\"", Optional.of("n2:9000")));
                next.set(failure);
                Reply came = reply(serving.wire().send(PUT, PATIENCE));
                assertThat(came)
                        .isInstanceOfSatisfying(
                                Reply.Failure.class,
                                it -> assertThat(it.problem().reason())
                                        .isEqualTo(reason.isTold() ? reason : Reason.LOST));
                if (reason.isTold()) {
                    assertThat(came).isEqualTo(failure);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void a_bug_of_the_server_is_a_lost_answer(Serving.Way way) {
        try (Serving serving = Serving.replies(way, (request, _) -> {
            if (request instanceof Request.Get) {
                throw new IllegalStateException("a bug");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("another"));
        })) {
            assertThat(reasonOf(serving.wire().send(GET, PATIENCE))).isEqualTo(Reason.LOST);
            assertThat(reasonOf(serving.wire().send(PUT, PATIENCE))).isEqualTo(Reason.LOST);
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void the_server_is_told_how_much_time_is_left(Serving.Way way) {
        var told = new AtomicReference<Duration>();
        try (Serving serving = Serving.replies(way, (_, left) -> {
            told.set(left);
            return answered(new Reply.Done());
        })) {
            reply(serving.wire().send(PUT, Duration.ofSeconds(30)));
            assertThat(told.get()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            reply(serving.wire().send(PUT, Duration.ofSeconds(Long.MAX_VALUE)));
            assertThat(told.get()).as("who waits for ever").isGreaterThan(Duration.ofHours(1));
        }
    }

    @ParameterizedTest
    @EnumSource(Serving.Way.class)
    void an_answer_that_does_not_come_in_time_is_lost(Serving.Way way) {
        try (Serving serving = Serving.replies(way, (_, _) -> new CompletableFuture<>())) {
            assertThat(reasonOf(serving.wire().send(PUT, Duration.ofMillis(20))))
                    .isEqualTo(Reason.LOST);
        }
    }

    @Test
    void an_answer_that_comes_too_late_harms_nobody() {
        var late = new CompletableFuture<Reply>();
        try (Serving serving = Serving.replies(
                Serving.Way.LOOPBACK,
                (request, _) -> request instanceof Request.Get ? late : answered(new Reply.Done()))) {
            assertThat(reasonOf(serving.wire().send(GET, Duration.ofMillis(20))))
                    .isEqualTo(Reason.LOST);
            late.complete(new Reply.Value(Optional.empty()));
            assertThat(reply(serving.wire().send(PUT, PATIENCE))).isEqualTo(new Reply.Done());
        }
    }

    @Test
    void what_has_no_time_left_is_not_sent() {
        var begun = new AtomicInteger();
        try (Serving serving = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> {
            begun.incrementAndGet();
            return answered(new Reply.Done());
        })) {
            assertThat(reasonOf(serving.wire().send(PUT, Duration.ZERO))).isEqualTo(Reason.TOO_LATE);
            assertThat(reasonOf(serving.wire().send(PUT, Duration.ofSeconds(-1))))
                    .isEqualTo(Reason.TOO_LATE);
            assertThat(begun).hasValue(0);
        }
    }

    @Test
    void a_request_over_the_limit_of_the_server_is_refused_with_the_limit() {
        try (Serving serving = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> answered(new Reply.Done()))) {
            Reply came = reply(serving.wire().send(put(bytes(Serving.MESSAGE_BYTES_MAX + 1)), PATIENCE));
            assertThat(came).isInstanceOfSatisfying(Reply.Failure.class, failure -> {
                assertThat(failure.problem().reason()).isEqualTo(Reason.REFUSED);
                assertThat(failure.problem().message()).contains("" + Serving.MESSAGE_BYTES_MAX);
            });
            assertThat(reply(serving.wire().send(put(bytes(Serving.MESSAGE_BYTES_MAX - 100)), PATIENCE)))
                    .isEqualTo(new Reply.Done());
        }
    }

    @Test
    void an_answer_over_the_limit_of_the_client_is_refused_with_the_limit() {
        Reply large = new Reply.Value(Optional.of(bytes(Serving.MESSAGE_BYTES_MAX + 1)));
        try (Serving serving = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> answered(large))) {
            assertThat(reply(serving.wire().send(GET, PATIENCE)))
                    .isInstanceOfSatisfying(Reply.Failure.class, failure -> {
                        assertThat(failure.problem().reason()).isEqualTo(Reason.REFUSED);
                        assertThat(failure.problem().message()).contains("" + Serving.MESSAGE_BYTES_MAX);
                    });
        }
    }

    @Test
    void an_answer_to_a_write_over_the_limit_of_the_client_is_lost_and_no_refusal() {
        try (ForeignServer server = ForeignServer.answering(Protocol.PUT, 2_000);
                GrpcWire wire = server.wire(1_024)) {
            assertThat(reply(wire.send(PUT, PATIENCE))).isInstanceOfSatisfying(Reply.Failure.class, failure -> {
                assertThat(failure.problem().reason()).isEqualTo(Reason.LOST);
                assertThat(failure.problem().message()).contains("exceeds maximum size 1024");
            });
        }
    }

    @Test
    void a_server_that_dies_meanwhile_leaves_the_answer_lost() {
        var begun = new CountDownLatch(1);
        try (Serving serving = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> {
            begun.countDown();
            return new CompletableFuture<>();
        })) {
            CompletableFuture<Reply> reply = serving.wire().send(PUT, PATIENCE);
            Serving.await(() -> begun.getCount() == 0);
            serving.kill();
            assertThat(reasonOf(reply)).isEqualTo(Reason.LOST);
        }
    }

    @Test
    void nobody_listens_and_so_nothing_was_sent_until_somebody_does() {
        Serving first = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> answered(new Reply.Done()));
        int port = first.port();
        first.kill();
        try (first) {
            assertThat(reasonOf(first.wire().send(PUT, PATIENCE))).isEqualTo(Reason.UNREACHED);
            try (Serving _ = Serving.replies(port, (_, _) -> answered(new Reply.Done()))) {
                Serving.await(() -> reply(first.wire().send(PUT, PATIENCE)).equals(new Reply.Done()));
            }
        }
    }

    @Test
    void a_connection_that_is_reset_before_it_is_one_has_sent_nothing() throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var _ = threads.submit(() -> reset(socket));
            try (GrpcWire wire =
                    GrpcWire.to(List.of("127.0.0.1:" + socket.getLocalPort()), ChannelOptions.defaults(threads))) {
                assertThat(reasonOf(wire.send(PUT, PATIENCE))).isEqualTo(Reason.UNREACHED);
            }
        }
    }

    @Test
    void a_connection_that_is_never_ready_has_sent_nothing_when_the_time_is_over() throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GrpcWire wire =
                        GrpcWire.to(List.of("127.0.0.1:" + silent.getLocalPort()), ChannelOptions.defaults(threads))) {
            assertThat(reasonOf(wire.send(PUT, Duration.ofMillis(50)))).isEqualTo(Reason.UNREACHED);
        }
    }

    private static Object reset(ServerSocket socket) {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setSoLinger(true, 0);
                accepted.close();
            }
        } catch (IOException e) {
            return "the socket was closed";
        }
    }

    @Test
    void the_next_copy_goes_to_the_next_node_when_one_does_not_answer() {
        try (Serving dead = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> answered(new Reply.Done()));
                Serving alive = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> answered(new Reply.Done()));
                GrpcWire wire = GrpcWire.to(List.of(dead.endpoint(), alive.endpoint()), alive.options())) {
            dead.kill();
            assertThat(reasonOf(wire.send(PUT, PATIENCE))).isEqualTo(Reason.UNREACHED);
            for (int copy = 0; copy < 5; copy++) {
                assertThat(reply(wire.send(PUT, PATIENCE))).isEqualTo(new Reply.Done());
            }
        }
    }

    @Test
    void closing_loses_what_is_under_way_and_sends_nothing_that_comes_after() {
        var begun = new CountDownLatch(1);
        try (Serving serving = Serving.replies(Serving.Way.LOOPBACK, (_, _) -> {
            begun.countDown();
            return new CompletableFuture<>();
        })) {
            CompletableFuture<Reply> underWay = serving.wire().send(PUT, PATIENCE);
            Serving.await(() -> begun.getCount() == 0);
            serving.wire().close();
            serving.wire().close();
            assertThat(reasonOf(underWay)).isEqualTo(Reason.LOST);
            assertThat(reasonOf(serving.wire().send(PUT, PATIENCE))).isEqualTo(Reason.UNREACHED);
        }
    }

    private static Request put(Bytes value) {
        return new Request.Write(
                WriteBatch.builder().put(Bytes.utf8("k"), value).build(), Optional.empty());
    }

    private static Bytes bytes(int count) {
        return Bytes.wrap(new byte[count]);
    }

    private static CompletableFuture<Reply> answered(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static Reason reasonOf(CompletableFuture<Reply> reply) {
        return ((Reply.Failure) reply(reply)).problem().reason();
    }
}
