package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.AccessInterceptor;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.StoreHandlers;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.StoreService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A store's door for gRPC: it listens, and hands what comes to a [StoreService] and to the node's parts.
///
/// Beside the store's services there are the standard ones: `grpc.health.v1.Health` (SERVING until the
/// server begins to close) and `grpc.reflection.v1.ServerReflection`. What protects it is its
/// [Guard][dev.cairn.rpc.access.Guard]: where nothing is encrypted, it listens on a loopback address
/// unless told otherwise; where tokens are asked for, that is done before anything else of a call.
///
/// It closes in four steps:
///
/// | step | a client sees |
/// |---|---|
/// | health says NOT_SERVING, the service drains | new requests are answered UNAVAILABLE |
/// | no new connections, and those there are say goodbye | it connects elsewhere |
/// | calls of the store finish, within the grace | their answers |
/// | what is left is cut off: calls that took too long, and streams of the parts | lost answers |
///
/// Thread-safe.
public final class StoreServer implements AutoCloseable {
    /// How many calls a client may cancel in [#CANCELS_SECONDS] before its connection is cut off: far
    /// more than one that looks at the beginning of each scan, and far fewer than one that wants to do
    /// harm ("rapid reset", CVE-2023-44487).
    private static final int CANCELS_MAX = 50_000;

    private static final int CANCELS_SECONDS = 10;
    private static final Duration CUT_OFF_MAX = Duration.ofSeconds(10);

    private final Server server;
    private final HealthStatusManager health;
    private final ConnectionLog connections;
    private final CallsUnderWay calls;
    private final Runnable drain;
    private final Duration grace;
    private final String address;
    private boolean isClosed;

    private StoreServer(
            Server server,
            HealthStatusManager health,
            ConnectionLog connections,
            CallsUnderWay calls,
            Runnable drain,
            Duration grace,
            String address) {
        this.server = server;
        this.health = health;
        this.connections = connections;
        this.calls = calls;
        this.drain = drain;
        this.grace = grace;
        this.address = address;
    }

    /// A server that listens from now on.
    ///
    /// @param service what answers; it stays the caller's to close, after this
    /// @param parts what else the node offers
    /// @param executor runs the calls that may take long, so it is to have a thread for each
    ///     ([CallThreads] says which those are). It stays the caller's
    /// @throws StoreException.Refused if the address is none, or not a loopback address without TLS and
    ///     nobody said that it may be open to all
    /// @throws StoreException.Failed if the system does not let it listen there
    public static StoreServer open(
            StoreService service, List<NodePart> parts, ServerOptions options, Executor executor) {
        return open(service, parts, options, executor, NodeLog.none());
    }

    /// The same, with somebody who is told of connections.
    public static StoreServer open(
            StoreService service, List<NodePart> parts, ServerOptions options, Executor executor, NodeLog log) {
        return open(
                StoreHandlers.of(service, options.answerBytesMax()).services(),
                drainOf(service),
                parts,
                options,
                executor,
                log);
    }

    /// Looks at the address, and listens there for a moment: for whoever has to open other things first.
    ///
    /// @throws StoreException as [#open] would
    public static void refuseAddress(ServerOptions options) {
        try (ServerSocket attempt = new ServerSocket()) {
            attempt.bind(socketOf(options));
        } catch (IOException e) {
            throw unheard(options, e);
        }
    }

    /// What whoever opens it so should be told: that others may do what they like, or read what is sent.
    /// Empty if nothing is amiss.
    ///
    /// @throws StoreException as [#open] would
    public static Optional<String> exposure(ServerOptions options) {
        return options.guard().exposure(socketOf(options), options.endpoint().toString());
    }

    /// A server over any services.
    ///
    /// @param drain makes the services refuse what comes
    static StoreServer open(
            List<ServerServiceDefinition> services,
            Runnable drain,
            List<NodePart> parts,
            ServerOptions options,
            Executor executor,
            NodeLog log) {
        InetSocketAddress socket = socketOf(options);
        ServerOptions.Connections connections = options.connections();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(socket)
                .maxInboundMessageSize(options.messageBytesMax())
                .maxInboundMetadataSize(options.metadataBytesMax())
                .maxConcurrentCallsPerConnection(connections.callsMax())
                .maxRstFramesPerWindow(CANCELS_MAX, CANCELS_SECONDS)
                .flowControlWindow(ChannelOptions.STREAM_WINDOW_BYTES)
                .keepAliveTime(connections.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveTime(connections.keepAliveMin().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionIdle(connections.idleMax().toNanos(), TimeUnit.NANOSECONDS)
                .maxConnectionAge(connections.ageMax().toNanos(), TimeUnit.NANOSECONDS)
                .executor(Runnable::run)
                .callExecutor(new CallThreads(executor));
        Arrivals arrivals = new Arrivals(connections.arrivingBytesMax(), connections.arrivalMax(), executor);
        builder.addStreamTracerFactory(arrivals).intercept(arrivals);
        options.guard().tls().ifPresent(tls -> builder.sslContext(tls.serverContext(Tls.Speech.HTTP_2)));
        return start(
                builder, services, drain, parts, options, options.endpoint().host(), new ConnectionLog(log));
    }

    /// A server for clients in the same process, who find it by `name`: no socket, no bytes, the same
    /// calls.
    public static StoreServer inProcess(
            String name, StoreService service, List<NodePart> parts, ServerOptions options, Executor executor) {
        InProcessServerBuilder builder = InProcessServerBuilder.forName(name)
                .maxInboundMetadataSize(options.metadataBytesMax())
                .executor(executor);
        return start(
                builder,
                StoreHandlers.of(service, options.answerBytesMax()).services(),
                drainOf(service),
                parts,
                options,
                name,
                new ConnectionLog(NodeLog.none()));
    }

    private static StoreServer start(
            ServerBuilder<?> builder,
            List<ServerServiceDefinition> services,
            Runnable drain,
            List<NodePart> parts,
            ServerOptions options,
            String host,
            ConnectionLog connections) {
        HealthStatusManager health = new HealthStatusManager();
        CallsUnderWay calls = new CallsUnderWay();
        builder.addTransportFilter(connections);
        for (ServerServiceDefinition service : services) {
            health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
            builder.addService(ServerInterceptors.intercept(service, calls));
        }
        parts.forEach(part -> part.services().forEach(builder::addService));
        builder.addService(health.getHealthService()).addService(ProtoReflectionServiceV1.newInstance());
        // The last one that is added is asked first.
        options.guard()
                .access()
                .ifPresent(access -> builder.intercept(new AccessInterceptor(access, StoreHandlers::statusOf)));
        try {
            Server server = builder.build().start();
            String address = server.getPort() < 0 ? host : new Endpoint(host, server.getPort()).toString();
            return new StoreServer(server, health, connections, calls, drain, options.drainGrace(), address);
        } catch (IOException e) {
            throw unheard(options, e);
        }
    }

    private static StoreException.Failed unheard(ServerOptions options, IOException cause) {
        return new StoreException.Failed(
                "cannot listen at " + options.endpoint() + ": " + rootOf(cause)
                        + "; stop what listens there, or choose another address (--grpc)",
                cause);
    }

    private static Runnable drainOf(StoreService service) {
        return () -> {
            var _ = service.drain();
        };
    }

    private static InetSocketAddress socketOf(ServerOptions options) {
        Endpoint endpoint = options.endpoint();
        try {
            InetAddress host = InetAddress.getByName(endpoint.host());
            InetSocketAddress address = new InetSocketAddress(host, endpoint.port());
            options.guard().refuseOpen(address, endpoint.toString());
            return address;
        } catch (UnknownHostException e) {
            throw new StoreException.Refused(
                    "cannot listen at " + endpoint + ": nobody knows that host; give an address of this machine");
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /// Where it listens, as clients of this machine are to be told: `127.0.0.1:9000`; the name of one
    /// that is only in the process. Of one that listens at all addresses (`0.0.0.0:9000`) it has the port
    /// only: clients elsewhere need a name of this machine with it, which it does not know.
    public String address() {
        return address;
    }

    /// The port on which it listens, or -1 if it is only in the process.
    public int port() {
        return server.getPort();
    }

    /// How many connections there are.
    public int connections() {
        return connections.count();
    }

    /// Drains and closes, see above. It takes as long as the grace, at most, and a little for cutting off.
    /// Closing twice is the same as once.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        health.enterTerminalState();
        drain.run();
        server.shutdown();
        var _ = calls.awaitNone(grace);
        server.shutdownNow();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            var _ = server.awaitTermination(CUT_OFF_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
