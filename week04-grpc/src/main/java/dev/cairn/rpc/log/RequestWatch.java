package dev.cairn.rpc.log;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ServedRows;

/// Hears of every request, to count and time them. Thread-safe; what it is told neither waits nor fails.
public interface RequestWatch {
    /// A request got its answer `nanos` after it came.
    void answered(Request request, long nanos, Reply reply);

    /// A request found no room, or a node that takes none any more.
    void refused(Request request, Problem problem);

    /// The rows of a scan that was asked for at `begunNanos`, or why there are none: the same, watched.
    ServedRows scan(ServedRows rows, long begunNanos);

    /// Nobody watches.
    static RequestWatch none() {
        return Blind.INSTANCE;
    }
}
