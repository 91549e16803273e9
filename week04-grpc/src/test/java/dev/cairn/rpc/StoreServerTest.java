package dev.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcTransport;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server that opens, tells what it is, and goes down in order.
class StoreServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Reason> TURNED_AWAY = Set.of(Reason.UNAVAILABLE, Reason.LOST, Reason.UNREACHED);
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Env env = Env.real(1);
    private final WaitingStore store = new WaitingStore();
    private final StoreService service = StoreService.open(
            store, Operations.none(), ServiceOptions.defaults(), env.clock(), env.background(), env.random());

    @AfterEach
    void close_all() {
        store.answer();
        service.close();
        env.close();
        threads.close();
    }

    @Test
    void it_listens_on_loopback_at_a_port_that_the_system_chose() {
        try (StoreServer server = open(ServerOptions.defaults());
                GrpcWire wire = wireTo(server)) {
            store.answer();
            assertThat(server.port()).isPositive();
            assertThat(server.address()).isEqualTo("127.0.0.1:" + server.port());
            assertThat(reply(wire.send(GET, PATIENCE))).isEqualTo(new Reply.Value(Optional.empty()));
        }
    }

    @Test
    void an_address_that_is_in_use_is_one_clear_line() {
        try (StoreServer server = open(ServerOptions.defaults())) {
            ServerOptions same = ServerOptions.defaults().at(new Endpoint("127.0.0.1", server.port()));
            assertThatThrownBy(() -> open(same))
                    .isInstanceOf(StoreException.Failed.class)
                    .hasMessage("cannot listen at 127.0.0.1:" + server.port()
                            + ": Address already in use; stop what listens there, or choose another address"
                            + " (--grpc)");
        }
    }

    @Test
    void an_address_that_others_reach_needs_a_word_for_it() {
        ServerOptions wide = ServerOptions.defaults().at(new Endpoint("0.0.0.0", 0));
        assertThatThrownBy(() -> open(wide))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("0.0.0.0:0")
                .hasMessageContaining("--insecure");
        try (StoreServer server = open(wide.openToAll())) {
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void a_host_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> open(ServerOptions.defaults().at(new Endpoint("no such host", 0))))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("nobody knows that host");
    }

    @Test
    void health_says_serving_until_it_closes() {
        BlockingQueue<ServingStatus> seen = new LinkedBlockingQueue<>();
        StoreServer server = open(ServerOptions.defaults());
        withChannel(server, channel -> {
            HealthGrpc.newStub(channel)
                    .watch(
                            HealthCheckRequest.newBuilder()
                                    .setService("cairn.v1.KeyValue")
                                    .build(),
                            each(response -> seen.add(response.getStatus())));
            assertThat(taken(seen)).isEqualTo(ServingStatus.SERVING);
            server.close();
            assertThat(taken(seen)).isEqualTo(ServingStatus.NOT_SERVING);
        });
    }

    @Test
    void reflection_tells_the_services_and_their_file() {
        BlockingQueue<ServerReflectionResponse> seen = new LinkedBlockingQueue<>();
        try (StoreServer server = open(ServerOptions.defaults())) {
            withChannel(server, channel -> {
                var asking = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(each(seen::add));
                asking.onNext(
                        ServerReflectionRequest.newBuilder().setListServices("").build());
                assertThat(taken(seen).getListServicesResponse().getServiceList())
                        .extracting(service -> service.getName())
                        .contains("cairn.v1.KeyValue", "cairn.v1.Admin", "grpc.health.v1.Health");
                asking.onNext(ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("cairn.v1.Admin.Stats")
                        .build());
                assertThat(taken(seen)
                                .getFileDescriptorResponse()
                                .getFileDescriptorProto(0)
                                .toStringUtf8())
                        .contains("cairn/v1/admin.proto");
                asking.onCompleted();
            });
        }
    }

    @Test
    void what_is_under_way_finishes_and_what_comes_is_told_to_go_elsewhere() throws Exception {
        StoreServer server = open(ServerOptions.defaults());
        try (GrpcWire wire = wireTo(server)) {
            CompletableFuture<Reply> underWay = wire.send(GET, PATIENCE);
            await(store.asked()::isDone);
            Thread closing = Thread.startVirtualThread(server::close);
            await(() -> isTurnedAway(wire.send(new Request.OpenSession(), PATIENCE)));
            assertThat(underWay).isNotDone();

            store.answer();

            assertThat(reply(underWay)).isEqualTo(new Reply.Value(Optional.empty()));
            assertThat(closing.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void what_takes_longer_than_the_grace_is_cut_off() throws Exception {
        StoreServer server = open(ServerOptions.defaults().withDrainGrace(Duration.ofMillis(20)));
        try (GrpcWire wire = wireTo(server)) {
            CompletableFuture<Reply> underWay = wire.send(GET, PATIENCE);
            await(store.asked()::isDone);
            server.close();
            server.close();
            assertThat(((Reply.Failure) reply(underWay)).problem().reason()).isEqualTo(Reason.LOST);
        }
    }

    @Test
    void a_part_of_the_node_brings_its_own_services() {
        GrpcTransport peers = GrpcTransport.open(
                NodeId.of("n1"),
                "",
                _ -> Optional.empty(),
                _ -> {},
                GrpcTransport.Options.defaults(),
                env.clock(),
                env.random());
        NodePart extra = NodePart.ofServices(List.of(peers.service()));
        BlockingQueue<ServerReflectionResponse> seen = new LinkedBlockingQueue<>();
        try (StoreServer server =
                StoreServer.open(service, List.of(NodePart.none(), extra), ServerOptions.defaults(), threads)) {
            withChannel(server, channel -> {
                var asking = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(each(seen::add));
                asking.onNext(
                        ServerReflectionRequest.newBuilder().setListServices("").build());
                assertThat(taken(seen).getListServicesResponse().getServiceList())
                        .extracting(service -> service.getName())
                        .contains("cairn.v1.Peer");
                asking.onCompleted();
            });
        }
    }

    @Test
    void limits_that_cannot_be_are_refused_with_what_was_found_and_what_may_be() {
        ServerOptions defaults = ServerOptions.defaults();
        refuses("messageBytesMax is 0, but must be at least 1", () -> defaults.withMessageBytesMax(0));
        refuses("answerBytesMax is -1, but must be at least 1", () -> defaults.withAnswerBytesMax(-1));
        refuses(
                "drainGrace is PT-0.001S, which is not from PT0S to PT24H",
                () -> defaults.withDrainGrace(Duration.ofMillis(-1)));
        refuses(
                "drainGrace is PT2562047788015215H30M7S",
                () -> defaults.withDrainGrace(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(defaults.withDrainGrace(Duration.ZERO).drainGrace()).isZero();
    }

    @Test
    void the_scans_of_one_connection_leave_room_for_its_other_calls() {
        assertThat(ServerOptions.defaults().connections().callsMax())
                .isGreaterThan(ServiceOptions.defaults().scans().max());
    }

    @Test
    void who_only_looks_whether_the_port_is_open_was_never_connected() throws Exception {
        KeptLog told = new KeptLog(NodeLog.Level.DEBUG);
        try (StoreServer server = StoreServer.open(service, List.of(), ServerOptions.defaults(), threads, told)) {
            new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
            withChannel(
                    server,
                    channel -> HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance()));
            await(() -> told.lines().size() == 2);
        }
        assertThat(told.lines())
                .extracting(line -> line.replaceAll("\"peer\":\"[^\"]*\",", ""))
                .containsExactly("DEBUG connected {\"connections\":1}", "DEBUG disconnected {\"connections\":0}");
    }

    private static void refuses(String message, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(StoreException.Refused.class).hasMessageContaining(message);
    }

    private StoreServer open(ServerOptions options) {
        return StoreServer.open(service, List.of(), options, threads);
    }

    private GrpcWire wireTo(StoreServer server) {
        return GrpcWire.to(List.of(server.address()), ChannelOptions.defaults(threads));
    }

    private boolean isTurnedAway(CompletableFuture<Reply> future) {
        return reply(future) instanceof Reply.Failure(Problem problem) && TURNED_AWAY.contains(problem.reason());
    }

    private void withChannel(StoreServer server, Consumer<ManagedChannel> body) {
        ManagedChannel channel = ChannelOptions.defaults(threads).open(server.address());
        try {
            body.accept(channel);
        } finally {
            channel.shutdownNow();
            await(channel::isTerminated);
        }
    }

    private static <T> T taken(BlockingQueue<T> queue) {
        await(() -> !queue.isEmpty());
        return queue.remove();
    }

    private static Reply reply(CompletableFuture<Reply> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what must come did not come").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static <T> StreamObserver<T> each(Consumer<T> seen) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                seen.accept(value);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        };
    }
}
