package dev.cairn.rpc;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells which connections come and go, and how many there are: events `connected` and `disconnected`.
///
/// One that ends before it speaks HTTP/2 (somebody looks whether the port is open) was never there; gRPC tells
/// of its end all the same, with nothing to know it by.
///
/// Thread-safe.
final class ConnectionLog extends ServerTransportFilter {
    private final NodeLog log;
    private final AtomicInteger connections = new AtomicInteger();

    ConnectionLog(NodeLog log) {
        this.log = log;
    }

    @Override
    public Attributes transportReady(Attributes connection) {
        tell("connected", connection, connections.incrementAndGet());
        return connection;
    }

    @Override
    public void transportTerminated(@Nullable Attributes connection) {
        if (connection != null) {
            tell("disconnected", connection, connections.decrementAndGet());
        }
    }

    /// How many there are.
    int count() {
        return connections.get();
    }

    private void tell(String event, Attributes connection, int count) {
        if (log.takes(Level.DEBUG)) {
            String peer = String.valueOf(connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
            log.tell(Level.DEBUG, event, new Report().with("peer", peer).with("connections", count));
        }
    }
}
