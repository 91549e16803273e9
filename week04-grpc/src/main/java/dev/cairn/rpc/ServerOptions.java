package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.server.ServiceOptions;
import java.time.Duration;

/// Where a [StoreServer] listens, and what it puts up with.
///
/// What is still being received is counted over all connections ([Connections#arrivingBytesMax]), and has its
/// time ([Connections#arrivalMax]). Connections themselves are not counted: whoever opens it to others than its
/// own programs sets a limit of the operating system, or has something in front of it that counts.
///
/// Immutable.
///
/// @param endpoint where it listens; with port 0 the system chooses one
/// @param guard who may come in: TLS, tokens, and whether other machines may reach it without TLS
/// @param messageBytesMax the largest request that is taken
/// @param metadataBytesMax the most metadata of a request that is taken
/// @param answerBytesMax how many bytes of values may be on their way to clients that have not taken them
///     yet, over all connections; a get that finds more is answered BUSY, but for a single one
/// @param connections how long connections live, and what one may do
/// @param drainGrace how long what is under way may take once the server closes
public record ServerOptions(
        Endpoint endpoint,
        Guard guard,
        int messageBytesMax,
        int metadataBytesMax,
        long answerBytesMax,
        Connections connections,
        Duration drainGrace) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private static final ServerOptions DEFAULTS = new ServerOptions(
            new Endpoint("127.0.0.1", 0),
            Guard.none(),
            16 * 1024 * 1024,
            16 * 1024,
            256L * 1024 * 1024,
            new Connections(
                    2 * ServiceOptions.defaults().scans().max(),
                    256L * 1024 * 1024,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(30),
                    Duration.ofDays(30)),
            Duration.ofSeconds(10));

    /// How long connections live, and what they may do.
    ///
    /// Immutable.
    ///
    /// @param callsMax how many calls one connection may have under way; more wait at the client. More
    ///     than scans are allowed ([ServiceOptions.ScanLimits#max]), so that the scans of one client
    ///     leave room for its other calls
    /// @param arrivingBytesMax how many bytes of requests may be on their way in, over all connections; a
    ///     request that finds more is answered BUSY
    /// @param arrivalMax how long a request of one message may take to arrive, from its headers to its end;
    ///     one that takes longer is answered TOO_LATE
    /// @param keepAlive how long a connection may be silent before the client is asked whether it is still
    ///     there
    /// @param keepAliveMin how often a client may ask the same; one that asks more often is cut off
    /// @param idleMax how long a connection without calls is kept
    /// @param ageMax after how long a client is asked to connect anew, so that load spreads; what is
    ///     under way finishes
    public record Connections(
            int callsMax,
            long arrivingBytesMax,
            Duration arrivalMax,
            Duration keepAlive,
            Duration keepAliveMin,
            Duration idleMax,
            Duration ageMax) {
        /// @throws StoreException.Refused if a number is not above 0, or a duration is nothing or more
        ///     than it may be
        public Connections {
            refuseBelowOne("callsMax", callsMax);
            refuseBelowOne("arrivingBytesMax", arrivingBytesMax);
            refuseOutside("arrivalMax", arrivalMax, SHORTEST, DAY);
            refuseOutside("keepAlive", keepAlive, SHORTEST, DAY);
            refuseOutside("keepAliveMin", keepAliveMin, SHORTEST, DAY);
            refuseOutside("idleMax", idleMax, SHORTEST, YEAR);
            refuseOutside("ageMax", ageMax, SHORTEST, YEAR);
        }

        /// The same with other lives.
        public Connections withLives(Duration idle, Duration age) {
            return new Connections(callsMax, arrivingBytesMax, arrivalMax, keepAlive, keepAliveMin, idle, age);
        }

        /// The same with other limits for what is on its way in.
        public Connections withArrivals(long bytesMax, Duration timeMax) {
            return new Connections(callsMax, bytesMax, timeMax, keepAlive, keepAliveMin, idleMax, ageMax);
        }
    }

    /// @throws StoreException.Refused if a number is not above 0, or the grace is more than a day
    public ServerOptions {
        refuseBelowOne("messageBytesMax", messageBytesMax);
        refuseBelowOne("metadataBytesMax", metadataBytesMax);
        refuseBelowOne("answerBytesMax", answerBytesMax);
        refuseOutside("drainGrace", drainGrace, Duration.ZERO, DAY);
    }

    /// Loopback, a port that the system chooses, 16 MiB messages, ten seconds of grace.
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /// The same at another endpoint.
    public ServerOptions at(Endpoint other) {
        return new ServerOptions(
                other, guard, messageBytesMax, metadataBytesMax, answerBytesMax, connections, drainGrace);
    }

    /// The same behind another guard.
    public ServerOptions guardedBy(Guard other) {
        return new ServerOptions(
                endpoint, other, messageBytesMax, metadataBytesMax, answerBytesMax, connections, drainGrace);
    }

    /// The same, reachable from other machines although nothing is encrypted.
    public ServerOptions openToAll() {
        return guardedBy(guard.openToAll());
    }

    /// The same with another limit for messages.
    public ServerOptions withMessageBytesMax(int bytes) {
        return new ServerOptions(endpoint, guard, bytes, metadataBytesMax, answerBytesMax, connections, drainGrace);
    }

    /// The same with another limit for answers.
    public ServerOptions withAnswerBytesMax(long bytes) {
        return new ServerOptions(endpoint, guard, messageBytesMax, metadataBytesMax, bytes, connections, drainGrace);
    }

    /// The same for connections of another kind.
    public ServerOptions withConnections(Connections other) {
        return new ServerOptions(endpoint, guard, messageBytesMax, metadataBytesMax, answerBytesMax, other, drainGrace);
    }

    /// The same with another grace.
    public ServerOptions withDrainGrace(Duration grace) {
        return new ServerOptions(
                endpoint, guard, messageBytesMax, metadataBytesMax, answerBytesMax, connections, grace);
    }

    private static void refuseBelowOne(String name, long value) {
        if (value < 1) {
            throw new StoreException.Refused(name + " is " + value + ", but must be at least 1: set another limit");
        }
    }

    private static void refuseOutside(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new StoreException.Refused(
                    name + " is " + value + ", which is not from " + min + " to " + max + ": set another limit");
        }
    }
}
