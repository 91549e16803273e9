package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.GuardedServer;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.log.NodeLog;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server is still receiving fills neither its memory nor its time.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArrivalsTest {
    private static final int MIB = 1024 * 1024;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String CHECK = "/grpc.health.v1.Health/Check";
    private static final String PUT = "/cairn.v1.KeyValue/Put";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECK, PUT})
    void a_request_that_does_not_arrive_is_ended(String path) throws IOException {
        GuardedServer server = server(256 * MIB, Duration.ofMillis(200));
        assertThat(RawHttp2.send(server.port(), begun(path, 1, 100, 3), false))
                .as("the end of a call that came in part")
                .isEqualTo("grpc " + Status.Code.DEADLINE_EXCEEDED.value());
    }

    @Test
    void a_stream_may_stand_still() throws Exception {
        GuardedServer server = server(256 * MIB, Duration.ofMillis(20));
        ManagedChannel channel = channel(server);
        var answers = HealthGrpc.newBlockingStub(channel).watch(HealthCheckRequest.getDefaultInstance());
        assertThat(answers.next()).isNotNull();
        RawHttp2.send(server.port(), begun(CHECK, 1, 100, 3), false);
        RawHttp2.send(server.port(), begun(CHECK, 1, 100, 3), false);
        assertThat(channel.getState(false)).isEqualTo(io.grpc.ConnectivityState.READY);
        assertThat(HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance()))
                .isNotNull();
    }

    @Test
    void unfinished_messages_of_many_calls_are_refused_beyond_the_limit() throws IOException {
        GuardedServer server = server(MIB / 2, LONG);
        assertThat(RawHttp2.send(server.port(), begun(PUT, 10, 16 * MIB, 60_000), false))
                .as("the first end of ten calls with 60,000 bytes each, where 524,288 may arrive")
                .isEqualTo("grpc " + Status.Code.RESOURCE_EXHAUSTED.value());
    }

    @Test
    void the_refusal_says_that_nothing_was_done_and_that_it_may_come_again() {
        GuardedServer server = server(MIB, LONG);
        assertThat(server.ask(ClientAccess.plain(), put(MIB))).isInstanceOfSatisfying(Reply.Failure.class, failure -> {
            assertThat(failure.problem().reason()).isEqualTo(Reason.BUSY);
            assertThat(failure.problem().message()).startsWith("more than 1048576 bytes are arriving already");
        });
        assertThat(server.ask(ClientAccess.plain(), put(MIB - 1024))).isInstanceOf(Reply.Done.class);
    }

    @Test
    void what_nobody_finished_is_forgotten_with_its_connection() throws Exception {
        GuardedServer server = server(MIB, LONG);
        for (int round = 0; round < 5; round++) {
            List<Socket> held = new ArrayList<>();
            for (int connection = 0; connection < 3; connection++) {
                held.add(hold(server.port(), begun(PUT, 5, 16 * MIB, 60_000)));
            }
            for (Socket each : held) {
                each.close();
            }
        }
        while (!(server.ask(ClientAccess.plain(), put(900_000)) instanceof Reply.Done)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_honest_write_passes_again_and_again() {
        GuardedServer server = server(16 * MIB, LONG);
        for (int each = 0; each < 4; each++) {
            assertThat(server.ask(ClientAccess.plain(), put(16 * MIB - 1024)))
                    .as("the answer to write %s of 16 MiB, where so much may arrive", each)
                    .isInstanceOf(Reply.Done.class);
        }
        assertThat(server.ask(ClientAccess.plain(), new Request.Get(Bytes.utf8("k"), OptionalLong.empty())))
                .isInstanceOf(Reply.Value.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void health_takes_no_large_message(String compression) {
        ManagedChannel channel = channel(server(256 * MIB, LONG));
        HealthGrpc.HealthBlockingStub health =
                HealthGrpc.newBlockingStub(channel).withCompression(compression);
        HealthCheckRequest large =
                HealthCheckRequest.newBuilder().setService("x".repeat(70_000)).build();
        assertThatThrownBy(() -> health.check(large))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                .hasMessageContaining("exceeds maximum size");
        assertThat(health.check(HealthCheckRequest.getDefaultInstance())).isNotNull();
    }

    private static Request put(int bytes) {
        WriteBatch row = WriteBatch.builder()
                .put(Bytes.utf8("k"), Bytes.copyOf(new byte[bytes]))
                .build();
        return new Request.Write(row, Optional.empty());
    }

    /// An opening, and calls that each sent so many bytes of a message that is longer.
    private static byte[] begun(String path, int calls, int length, int sent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(RawHttp2.PREFACE);
        out.writeBytes(RawHttp2.frame(RawHttp2.SETTINGS, 0, 0));
        for (int call = 0; call < calls; call++) {
            out.writeBytes(RawHttp2.begun(2 * call + 1, path, RawHttp2.message(0, length, new byte[sent])));
        }
        return out.toByteArray();
    }

    private Socket hold(int port, byte[] bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.add(socket);
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private ManagedChannel channel(GuardedServer server) {
        ManagedChannel channel = ChannelOptions.defaults(server.threads()).open(server.address());
        opened.add(channel::shutdownNow);
        return channel;
    }

    private GuardedServer server(int bytesMax, Duration timeMax) {
        ServerOptions options = ServerOptions.defaults();
        options = options.withConnections(options.connections().withArrivals(bytesMax, timeMax));
        GuardedServer server = new GuardedServer(options, NodeLog.none());
        opened.add(server);
        return server;
    }
}
