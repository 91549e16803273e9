package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Nodes on loopback that know each other's addresses.
final class GrpcNetwork implements AutoCloseable {
    static final int WINDOW_BYTES = 64 * 1024;

    /// Kept, because a logger that nobody holds forgets its level. Tests break things on purpose.
    private static final Logger QUIET = Logger.getLogger("io.grpc");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<NodeId, Integer> ports = new ConcurrentHashMap<>();
    private final Map<NodeId, Server> servers = new ConcurrentHashMap<>();
    private final List<GrpcTransport> joined = new CopyOnWriteArrayList<>();

    static GrpcTransport.Options options() {
        return new GrpcTransport.Options(WINDOW_BYTES, 1024 * 1024, Duration.ofMillis(1), Duration.ofMillis(50));
    }

    /// A node that is there from now on.
    GrpcTransport join(NodeId self, String cluster, Transport.Receiver<Bytes> receiver) {
        GrpcTransport transport = GrpcTransport.open(
                self, cluster, this::dial, receiver, options(), Clock.system(), new SplittableRandom(1));
        joined.add(transport);
        serve(self, transport);
        return transport;
    }

    /// Lets the server of `transport` listen where `self` is known to be, or at a new port.
    void serve(NodeId self, GrpcTransport transport) {
        try {
            Server server = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getOrDefault(self, 0)))
                    .addService(transport.service())
                    .executor(threads)
                    .build()
                    .start();
            servers.put(self, server);
            ports.put(self, server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes `name` lead to the node `to`.
    void mislead(NodeId name, NodeId to) {
        ports.put(name, ports.get(to));
    }

    /// Ends the server of a node, as a crash would.
    void kill(NodeId node) {
        Server server = Objects.requireNonNull(servers.get(node));
        server.shutdownNow();
        Serving.await(server::isTerminated);
    }

    Optional<ManagedChannel> dial(NodeId node) {
        return Optional.ofNullable(ports.get(node))
                .map(port -> ChannelOptions.defaults(threads).open("127.0.0.1:" + port));
    }

    @Override
    public void close() {
        joined.forEach(GrpcTransport::close);
        servers.keySet().forEach(this::kill);
        threads.close();
    }
}
