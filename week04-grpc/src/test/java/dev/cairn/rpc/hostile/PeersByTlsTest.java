package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.NodePart;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcTransport;
import dev.cairn.rpc.grpc.WrittenProtocol;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that know each other by certificates of one CA.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeersByTlsTest {
    private static final NodeId ONE = NodeId.of("n1");
    private static final NodeId TWO = NodeId.of("n2");

    @TempDir
    private Path dir;

    private final BlockingQueue<Bytes> received = new LinkedBlockingQueue<>();

    @Test
    void a_message_goes_from_node_to_node_and_a_stranger_is_told_why_not() throws Exception {
        WrittenProtocol.isNeeded();
        TestAuthority authority = new TestAuthority(dir, "ca");
        Tls node = authority.trustedBy(authority.issue("node")).read(Instant.now());
        TlsFiles unknown = new TestAuthority(dir, "stranger").issue("unknown");
        Tls stranger = authority.trustedBy(unknown).read(Instant.now());
        try (Env env = Env.real(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                StoreService service = StoreService.open(
                        new MemoryStore(),
                        Operations.none(),
                        ServiceOptions.defaults(),
                        env.clock(),
                        env.background(),
                        env.random());
                GrpcTransport two = transport(TWO, env, threads, Optional.empty(), "");
                StoreServer server = StoreServer.open(
                        service,
                        List.of(NodePart.ofServices(List.of(two.service()))),
                        ServerOptions.defaults().guardedBy(Guard.none().withTls(node)),
                        threads);
                GrpcTransport one = transport(ONE, env, threads, Optional.of(node), server.address());
                GrpcTransport other = transport(ONE, env, threads, Optional.of(stranger), server.address())) {
            sendUntilTold(other);
            assertThat(other.troubleWith(TWO).orElse("")).contains("the server asks for a certificate");
            assertThat(received).isEmpty();
            assertThat(one.send(TWO, Bytes.utf8("hello"))).isTrue();
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(Bytes.utf8("hello"));
        }
    }

    private static void sendUntilTold(GrpcTransport transport) {
        while (transport.troubleWith(TWO).isEmpty()) {
            var _ = transport.send(TWO, Bytes.utf8("let me in"));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private GrpcTransport transport(NodeId self, Env env, ExecutorService threads, Optional<Tls> tls, String address) {
        return GrpcTransport.open(
                self,
                "",
                _ -> tls.map(shown -> ChannelOptions.defaults(threads)
                        .withAccess(ClientAccess.plain().withTls(shown))
                        .open(address)),
                envelope -> received.add(envelope.message()),
                GrpcTransport.Options.defaults(),
                env.clock(),
                env.random());
    }
}
