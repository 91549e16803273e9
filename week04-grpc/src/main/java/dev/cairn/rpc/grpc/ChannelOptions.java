package dev.cairn.rpc.grpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.call.Endpoint;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// How a client's side opens connections.
///
/// Immutable.
///
/// @param messageBytesMax the largest answer that is taken, [#MESSAGE_BYTES_MIN] at least
/// @param metadataBytesMax the most metadata of an answer that is taken, 1,024 bytes at least
/// @param keepAlive how long a connection may be silent before the other side is asked whether it is still
///     there; what does not answer within the same time again is broken off
/// @param executor where answers are handed on; whoever opens the connection makes it
/// @param access what protects connections, and what is shown to the server
public record ChannelOptions(
        int messageBytesMax, int metadataBytesMax, Duration keepAlive, Executor executor, ClientAccess access) {
    /// How many bytes of a stream may be on their way to a reader that does not take them. Fixed, so that a
    /// scan to a slow reader needs no more memory than this.
    public static final int STREAM_WINDOW_BYTES = 1024 * 1024;

    /// The least that the largest answer may be: any that tells of a write has room in it.
    public static final int MESSAGE_BYTES_MIN = 1024;

    /// What a server takes unless told otherwise, and the largest key with a little beside it: a row that
    /// was put in a message of that size comes back with its key, and perhaps the next one's.
    public static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024 + 128 * 1024;

    private static final int METADATA_BYTES_MAX = 16 * 1024;
    private static final int METADATA_BYTES_MIN = 1024;
    private static final Duration BREAK_OFF_MAX = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE_MAX = Duration.ofDays(1);

    /// @throws StoreException.Refused if a limit is below what an answer needs, or the time is none, or
    ///     more than a day
    public ChannelOptions {
        refuseBelow("messageBytesMax", messageBytesMax, MESSAGE_BYTES_MIN);
        refuseBelow("metadataBytesMax", metadataBytesMax, METADATA_BYTES_MIN);
        if (!keepAlive.isPositive() || keepAlive.compareTo(KEEP_ALIVE_MAX) > 0) {
            throw new StoreException.Refused(
                    "keepAlive is " + keepAlive + ", but must be more than nothing and at most a day");
        }
    }

    private static void refuseBelow(String name, int value, int min) {
        if (value < min) {
            throw new StoreException.Refused(name + " is " + value + ", but must be at least " + min);
        }
    }

    /// Limits under which whatever was put at a server with its own defaults can be read. Nothing is
    /// encrypted.
    public static ChannelOptions defaults(Executor executor) {
        return new ChannelOptions(MESSAGE_BYTES_MAX, METADATA_BYTES_MAX, KEEP_ALIVE, executor, ClientAccess.plain());
    }

    /// The same with another limit for messages.
    public ChannelOptions withMessageBytesMax(int bytes) {
        return new ChannelOptions(bytes, metadataBytesMax, keepAlive, executor, access);
    }

    /// The same, protected otherwise.
    public ChannelOptions withAccess(ClientAccess other) {
        return new ChannelOptions(messageBytesMax, metadataBytesMax, keepAlive, executor, other);
    }

    /// A connection to `endpoint`, which is made when the first call needs it.
    ///
    /// @throws StoreException.Refused if `endpoint` is not `host:port`, or nobody can be there, or a
    ///     token would go there unencrypted
    public ManagedChannel open(String endpoint) {
        return builder(endpoint).build();
    }

    /// Connections to all of them: if one of them is refused, none is there.
    List<ManagedChannel> open(List<String> endpoints) {
        List<NettyChannelBuilder> builders =
                endpoints.stream().map(this::builder).toList();
        return builders.stream().map(NettyChannelBuilder::build).toList();
    }

    private NettyChannelBuilder builder(String endpoint) {
        Endpoint address = Endpoint.parse(endpoint);
        return access.protect(addressed(address), address.host())
                .disableRetry()
                .executor(executor)
                .maxInboundMessageSize(messageBytesMax)
                .maxInboundMetadataSize(metadataBytesMax)
                .flowControlWindow(STREAM_WINDOW_BYTES)
                .keepAliveTime(keepAlive.toNanos(), TimeUnit.NANOSECONDS)
                .keepAliveTimeout(keepAlive.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The library takes a name only if it may stand in a URI.
    private static NettyChannelBuilder addressed(Endpoint endpoint) {
        if (endpoint.port() == 0) {
            throw new StoreException.Refused(endpoint + " is where nobody can be reached: give the port, from 1 on");
        }
        try {
            return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port());
        } catch (IllegalArgumentException e) {
            throw new StoreException.Refused("\"" + endpoint.host() + "\" in " + endpoint
                    + " is neither an address nor a name of a machine: give one, as in 127.0.0.1 or db-1.example.org");
        }
    }

    /// Breaks connections off, and waits until nothing of them is left, so that whoever closed them may
    /// close their executor: all that was under way has been told to it by then.
    static void breakOff(Collection<ManagedChannel> channels) {
        channels.forEach(ManagedChannel::shutdownNow);
        try {
            for (ManagedChannel channel : channels) {
                var _ = channel.awaitTermination(BREAK_OFF_MAX.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
