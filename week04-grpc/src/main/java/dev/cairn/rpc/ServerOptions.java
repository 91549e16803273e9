package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Endpoint;
import java.time.Duration;

/// Where a [StoreServer] listens, and what it puts up with.
///
/// Immutable.
///
/// @param endpoint where it listens; with port 0 the system chooses one
/// @param isOpenToAll whether other machines may reach it, although nothing is encrypted and nobody is
///     asked who they are; without it only a loopback address is allowed
/// @param messageBytesMax the largest request that is taken
/// @param metadataBytesMax the most metadata of a request that is taken
/// @param callsPerConnectionMax how many calls one connection may have under way; more wait at the client
/// @param keepAlive how long a connection may be silent before the client is asked whether it is still
///     there
/// @param keepAliveMin how often a client may ask the same; one that asks more often is cut off
/// @param idleMax how long a connection without calls is kept
/// @param ageMax after how long a client is asked to connect anew, so that load spreads; what is under way
///     finishes
/// @param drainGrace how long what is under way may take once the server closes
public record ServerOptions(
        Endpoint endpoint,
        boolean isOpenToAll,
        int messageBytesMax,
        int metadataBytesMax,
        int callsPerConnectionMax,
        Duration keepAlive,
        Duration keepAliveMin,
        Duration idleMax,
        Duration ageMax,
        Duration drainGrace) {
    private static final ServerOptions DEFAULTS = new ServerOptions(
            new Endpoint("127.0.0.1", 0),
            false,
            16 * 1024 * 1024,
            16 * 1024,
            1_024,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofDays(30),
            Duration.ofSeconds(10));

    /// @throws StoreException.Refused if a limit is not above 0
    public ServerOptions {
        requireAboveZero("messageBytesMax", messageBytesMax > 0);
        requireAboveZero("metadataBytesMax", metadataBytesMax > 0);
        requireAboveZero("callsPerConnectionMax", callsPerConnectionMax > 0);
        requireAboveZero("keepAlive", keepAlive.isPositive());
        requireAboveZero("keepAliveMin", keepAliveMin.isPositive());
        requireAboveZero("idleMax", idleMax.isPositive());
        requireAboveZero("ageMax", ageMax.isPositive());
        requireAboveZero("drainGrace", !drainGrace.isNegative());
    }

    /// Loopback, a port that the system chooses, 16 MiB messages, ten seconds of grace.
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /// The same at another endpoint.
    public ServerOptions at(Endpoint other) {
        return new ServerOptions(
                other,
                isOpenToAll,
                messageBytesMax,
                metadataBytesMax,
                callsPerConnectionMax,
                keepAlive,
                keepAliveMin,
                idleMax,
                ageMax,
                drainGrace);
    }

    /// The same, reachable from other machines.
    public ServerOptions openToAll() {
        return new ServerOptions(
                endpoint,
                true,
                messageBytesMax,
                metadataBytesMax,
                callsPerConnectionMax,
                keepAlive,
                keepAliveMin,
                idleMax,
                ageMax,
                drainGrace);
    }

    /// The same with another limit for messages.
    public ServerOptions withMessageBytesMax(int bytes) {
        return new ServerOptions(
                endpoint,
                isOpenToAll,
                bytes,
                metadataBytesMax,
                callsPerConnectionMax,
                keepAlive,
                keepAliveMin,
                idleMax,
                ageMax,
                drainGrace);
    }

    /// The same with another grace.
    public ServerOptions withDrainGrace(Duration grace) {
        return new ServerOptions(
                endpoint,
                isOpenToAll,
                messageBytesMax,
                metadataBytesMax,
                callsPerConnectionMax,
                keepAlive,
                keepAliveMin,
                idleMax,
                ageMax,
                grace);
    }

    private static void requireAboveZero(String name, boolean isAbove) {
        if (!isAbove) {
            throw new StoreException.Refused(name + " of a server is above 0: set another limit");
        }
    }
}
