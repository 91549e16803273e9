package dev.cairn.rpc;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells which connections come and go, and how many there are: events `connected` and `disconnected`.
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
    public void transportTerminated(Attributes connection) {
        tell("disconnected", connection, connections.decrementAndGet());
    }

    private void tell(String event, Attributes connection, int count) {
        if (log.takes(Level.DEBUG)) {
            String peer = String.valueOf(connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
            log.tell(Level.DEBUG, event, new Report().with("peer", peer).with("connections", count));
        }
    }
}
