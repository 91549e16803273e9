package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.Clock;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.workbook.Exercise;
import io.grpc.ManagedChannel;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Messages between nodes over gRPC: one stream to each peer that this node has something to tell.
///
/// A message that was taken is under way until the peer acknowledges it. There is room for so many bytes
/// under way and no queue behind that: to a peer that is slow, [#send] answers `false` when the room is
/// used up, and to one that cannot be reached it does so until it is time to try again. So a peer that is
/// away costs no memory. What is under way when a stream breaks may be lost, and never arrives twice.
/// Messages of one stream arrive in their order.
///
/// Nothing here has a thread or a timer of its own: the first message after the pause connects.
///
/// Thread-safe.
public final class GrpcTransport implements Transport<Bytes> {
    private final NodeId self;
    private final String cluster;
    private final Function<NodeId, Optional<ManagedChannel>> dial;
    private final Receiver<Bytes> receiver;
    private final Options options;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<NodeId, PeerLink> links = new HashMap<>();
    private final ReentrantLock receiving = new ReentrantLock();
    private volatile boolean isClosed;

    private GrpcTransport(
            NodeId self,
            String cluster,
            Function<NodeId, Optional<ManagedChannel>> dial,
            Receiver<Bytes> receiver,
            Options options,
            Clock clock,
            RandomGenerator random) {
        this.self = self;
        this.cluster = cluster;
        this.dial = dial;
        this.receiver = receiver;
        this.options = options;
        this.clock = clock;
        this.random = random;
    }

    /// The transport of the node `self`, which receives what comes to its [#service].
    ///
    /// @param cluster nodes of other clusters are refused; empty where nodes belong to none
    /// @param dial opens a connection to a node, this one too, or nothing if nobody knows it; asked again
    ///     after each failure, because a node may have moved. What it opens is closed here
    /// @param receiver gets the messages, on threads of the server that [#service] is part of
    /// @param random for the pause before a peer is tried again; used by one thread at a time
    public static GrpcTransport open(
            NodeId self,
            String cluster,
            Function<NodeId, Optional<ManagedChannel>> dial,
            Receiver<Bytes> receiver,
            Options options,
            Clock clock,
            RandomGenerator random) {
        return new GrpcTransport(self, cluster, dial, receiver, options, clock, random);
    }

    /// What a server of this node offers to its peers.
    public ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(Protocol.PEER)
                .addMethod(
                        Protocol.EXCHANGE,
                        ServerCalls.asyncBidiStreamingCall(acks -> PeerStream.accept(self, cluster, this::take, acks)))
                .build();
    }

    @Override
    public NodeId self() {
        return self;
    }

    /// @throws IllegalArgumentException if the message is over the limit
    @Override
    public boolean send(NodeId to, Bytes message) {
        Check.argument(
                message.length() <= options.messageBytesMax(),
                "a message of %s bytes to %s is over the limit of %s: send it in parts",
                message.length(),
                to,
                options.messageBytesMax());
        @Nullable PeerLink link = linkTo(to);
        return link != null && link.send(message);
    }

    /// Why `peer` could not be reached when that was tried last; empty if it was reached, or was not tried.
    public Optional<String> troubleWith(NodeId peer) {
        synchronized (links) {
            return Optional.ofNullable(links.get(peer)).flatMap(PeerLink::trouble);
        }
    }

    @Override
    public void close() {
        List<ManagedChannel> open;
        synchronized (links) {
            isClosed = true;
            open = links.values().stream()
                    .flatMap(link -> link.close().stream())
                    .toList();
            links.clear();
        }
        ChannelOptions.breakOff(open);
        awaitReceiver();
    }

    /// Waits for the message that is being received. There is nothing to do in between, so there is no try.
    @SuppressWarnings("LockNotBeforeTry")
    private void awaitReceiver() {
        receiving.lock();
        receiving.unlock();
    }

    private @Nullable PeerLink linkTo(NodeId peer) {
        synchronized (links) {
            return isClosed ? null : links.computeIfAbsent(peer, this::newLink);
        }
    }

    private PeerLink newLink(NodeId peer) {
        PeerStream.Frame.Hello hello = new PeerStream.Frame.Hello(self.name(), peer.name(), cluster);
        return new PeerLink(hello, () -> dial.apply(peer), options, clock, this::pauseNanos);
    }

    /// A time from half of what belongs to so many failures up to all of it.
    private long pauseNanos(int failures) {
        long whole = options.reconnectNanos(failures);
        synchronized (random) {
            return whole / 2 + random.nextLong(whole / 2 + 1);
        }
    }

    /// Gives a message that came in to the receiver, one at a time.
    ///
    /// @return false if this transport is closed
    private boolean take(NodeId from, Bytes message) {
        receiving.lock();
        try {
            if (isClosed) {
                return false;
            }
            receiver.receive(new Envelope<>(from, self, message));
        } catch (RuntimeException | Error bug) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        } finally {
            receiving.unlock();
        }
        return true;
    }

    /// The limits of a transport.
    ///
    /// Immutable.
    ///
    /// @param windowBytes how much may be under way to one peer that it has not acknowledged
    /// @param messageBytesMax the largest message; the server of the peer must take it
    /// @param reconnectMin how long a peer is left alone after the first failure; twice as long after each
    ///     further one
    /// @param reconnectMax how long at most
    public record Options(long windowBytes, int messageBytesMax, Duration reconnectMin, Duration reconnectMax) {
        private static final Options DEFAULTS =
                new Options(4L * 1024 * 1024, 16 * 1024 * 1024 - 1024, Duration.ofMillis(50), Duration.ofSeconds(5));

        /// Refuses limits that let nothing through.
        public Options {
            Check.argument(windowBytes > 0 && messageBytesMax > 0, "a transport needs room for at least one byte");
            Check.argument(
                    reconnectMin.isPositive() && reconnectMin.compareTo(reconnectMax) <= 0,
                    "a peer is left alone for a time above 0 that does not shrink, not from %s to %s",
                    reconnectMin,
                    reconnectMax);
        }

        /// 4 MiB under way to each peer, messages that a server with its defaults takes.
        public static Options defaults() {
            return DEFAULTS;
        }

        /// The same with another window.
        public Options withWindowBytes(long bytes) {
            return new Options(bytes, messageBytesMax, reconnectMin, reconnectMax);
        }

        /// How long a peer is left alone after so many failures in a row: doubled for each after the first,
        /// up to the maximum. The whole of it; the caller draws a part by chance, so that peers do not come
        /// back all at once.
        @Exercise("4.15")
        long reconnectNanos(int failures) {
            long nanos = reconnectMin.toNanos();
            long max = reconnectMax.toNanos();
            for (int i = 1; i < failures && nanos < max; i++) {
                nanos = nanos > max / 2 ? max : nanos * 2;
            }
            return nanos;
        }
    }
}
