package dev.cairn.web.server;

import dev.cairn.common.store.StoreException;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Optional;

/// Where a [WebServer] listens, and what it puts up with.
///
/// Immutable.
///
/// @param host a name or an address of this machine
/// @param port 0 to 65535; 0 lets the system choose
/// @param isOpenToAll whether other machines may reach it although nothing is encrypted; without it, and
///     without `tls`, only a loopback address is allowed
/// @param tls encrypts, and perhaps asks clients for certificates; without it nothing is encrypted
/// @param limits how much
/// @param times how long
public record WebOptions(
        String host, int port, boolean isOpenToAll, Optional<SslContext> tls, Limits limits, Times times) {
    private static final int PORT_MAX = 65_535;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final WebOptions DEFAULTS = new WebOptions(
            "127.0.0.1",
            0,
            false,
            Optional.empty(),
            new Limits(8 * 1024, 16 * 1024, 16 * 1024 * 1024, 256L * 1024 * 1024, 1024),
            new Times(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1)));

    /// How much of each.
    ///
    /// Immutable.
    ///
    /// @param lineBytesMax of a request's first line; a longer one is answered 414
    /// @param headerBytesMax of its headers together; more is answered 431
    /// @param bodyBytesMax of its body; a larger one is answered 413
    /// @param bodiesBytesMax of all bodies that are being received or handled, and again of all answers of
    ///     more than 64 KiB that are being taken; more are answered BUSY
    /// @param connectionsMax one more is closed at once
    public record Limits(
            int lineBytesMax, int headerBytesMax, int bodyBytesMax, long bodiesBytesMax, int connectionsMax) {
        /// @throws StoreException.Refused if a number is not above 0, or no body of that length has room
        public Limits {
            refuseBelowOne("lineBytesMax", lineBytesMax);
            refuseBelowOne("headerBytesMax", headerBytesMax);
            refuseBelowOne("bodyBytesMax", bodyBytesMax);
            refuseBelowOne("bodiesBytesMax", bodiesBytesMax);
            refuseBelowOne("connectionsMax", connectionsMax);
            if (bodyBytesMax > bodiesBytesMax) {
                throw new StoreException.Refused("bodyBytesMax is " + bodyBytesMax
                        + ", but all bodies together may have " + bodiesBytesMax + ": raise that, or lower the one");
            }
        }

        /// The same with another limit for bodies; of all together, if it was less.
        public Limits withBodyBytesMax(int bytes) {
            return new Limits(lineBytesMax, headerBytesMax, bytes, Math.max(bytes, bodiesBytesMax), connectionsMax);
        }

        /// The same with another limit for all bodies together.
        public Limits withBodiesBytesMax(long bytes) {
            return new Limits(lineBytesMax, headerBytesMax, bodyBytesMax, bytes, connectionsMax);
        }
    }

    /// How long for each.
    ///
    /// Immutable.
    ///
    /// @param headMax from a request's first byte to the end of its head; of a new connection, from its
    ///     beginning
    /// @param requestMax from a request's first byte to its end
    /// @param idleMax between two requests of a connection
    /// @param pieceMax until the client has taken a piece of the answer, of 64 KiB at most
    /// @param handshakeMax for TLS to begin
    /// @param lingerMax after an answer that is the last: for the client to take it and to close its end
    public record Times(
            Duration headMax,
            Duration requestMax,
            Duration idleMax,
            Duration pieceMax,
            Duration handshakeMax,
            Duration lingerMax) {
        /// @throws StoreException.Refused if a time is less than a millisecond or more than a day
        public Times {
            refuseOutside("headMax", headMax);
            refuseOutside("requestMax", requestMax);
            refuseOutside("idleMax", idleMax);
            refuseOutside("pieceMax", pieceMax);
            refuseOutside("handshakeMax", handshakeMax);
            refuseOutside("lingerMax", lingerMax);
        }
    }

    /// @throws StoreException.Refused if the port is none
    public WebOptions {
        if (port < 0 || port > PORT_MAX) {
            throw new StoreException.Refused("port " + port + " of " + host + " is not from 0 to " + PORT_MAX);
        }
    }

    /// Loopback, a port that the system chooses, nothing encrypted; bodies of 16 MiB, 1,024 connections.
    public static WebOptions defaults() {
        return DEFAULTS;
    }

    /// The same at another place.
    public WebOptions at(String otherHost, int otherPort) {
        return new WebOptions(otherHost, otherPort, isOpenToAll, tls, limits, times);
    }

    /// The same, reachable from other machines.
    public WebOptions openToAll() {
        return new WebOptions(host, port, true, tls, limits, times);
    }

    /// The same, encrypted.
    public WebOptions withTls(SslContext context) {
        return new WebOptions(host, port, isOpenToAll, Optional.of(context), limits, times);
    }

    /// The same with other limits.
    public WebOptions withLimits(Limits other) {
        return new WebOptions(host, port, isOpenToAll, tls, other, times);
    }

    /// The same with other times.
    public WebOptions withTimes(Times other) {
        return new WebOptions(host, port, isOpenToAll, tls, limits, other);
    }

    /// As people write it: `127.0.0.1:8080`, `[::1]:8080`.
    String place() {
        return place(host, port);
    }

    static String place(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void refuseBelowOne(String name, long value) {
        if (value < 1) {
            throw new StoreException.Refused(name + " is " + value + ", but must be at least 1: set another limit");
        }
    }

    private static void refuseOutside(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(DAY) > 0) {
            throw new StoreException.Refused(
                    name + " is " + value + ", which is not from " + SHORTEST + " to " + DAY + ": set another time");
        }
    }
}
