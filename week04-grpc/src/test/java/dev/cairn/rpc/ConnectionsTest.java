package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.grpc.WrittenProtocol;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections that the server ends, for their age or because nobody uses them, and what does not fit through one:
/// a client notices nothing, or is told. (gRPC lets nobody set lives below a second.)
@Timeout(60)
class ConnectionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Env env = Env.real(2);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryStore store = new MemoryStore();
    private final StoreService service = StoreService.open(
            store, Operations.none(), ServiceOptions.defaults(), env.clock(), env.background(), env.random());
    private final KeptLog log = new KeptLog(NodeLog.Level.DEBUG);

    @BeforeEach
    void is_written() {
        WrittenProtocol.isNeeded();
    }

    @AfterEach
    void close() {
        service.close();
        store.close();
        threads.close();
        env.close();
    }

    @Test
    void an_old_connection_is_replaced_under_load_and_each_write_is_done() {
        try (StoreServer server = open(DAY, SECOND);
                RemoteStore remote = connect(server)) {
            int writes = 0;
            while (times("connected") < 3) {
                remote.put(utf8("k" + writes), utf8("v"));
                writes++;
            }
            assertThat(rows(remote)).as("rows after as many writes").isEqualTo(writes);
        }
    }

    @Test
    void a_connection_that_nobody_uses_is_closed_and_opened_again_when_somebody_does() {
        try (StoreServer server = open(SECOND, DAY);
                RemoteStore remote = connect(server)) {
            remote.put(utf8("k"), utf8("v"));
            StoreServerTest.await(() -> times("disconnected") == 1);
            assertThat(remote.get(utf8("k"))).contains(utf8("v"));
            assertThat(times("connected")).isEqualTo(2);
        }
    }

    @Test
    void metadata_over_the_limit_is_refused_and_costs_its_own_connection_at_most() {
        try (StoreServer server = open(DAY, DAY)) {
            ManagedChannel channel = ChannelOptions.defaults(threads).open(server.address());
            var health = HealthGrpc.newBlockingStub(channel);
            Metadata large = new Metadata();
            large.put(Metadata.Key.of("much", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(32 * 1024));
            var loud = health.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(large));
            assertThatThrownBy(() -> loud.check(HealthCheckRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class);
            StoreServerTest.await(() -> isServing(health));
            channel.shutdownNow();
        }
    }

    private static boolean isServing(HealthGrpc.HealthBlockingStub health) {
        try {
            return health.check(HealthCheckRequest.getDefaultInstance()).getStatus() == ServingStatus.SERVING;
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    private long times(String event) {
        return log.lines().stream()
                .filter(line -> line.startsWith("DEBUG " + event + " "))
                .count();
    }

    private StoreServer open(Duration idle, Duration age) {
        ServerOptions defaults = ServerOptions.defaults();
        ServerOptions options = defaults.withConnections(defaults.connections().withLives(idle, age));
        return StoreServer.open(service, List.of(), options, threads, log);
    }

    private RemoteStore connect(StoreServer server) {
        GrpcWire wire = GrpcWire.to(List.of(server.address()), ChannelOptions.defaults(threads));
        return RemoteStore.open(wire, RemoteOptions.DEFAULT, env);
    }

    private static int rows(RemoteStore remote) {
        int count = 0;
        try (Cursor rows = remote.scan(KeyRange.all())) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }
}
