package dev.cairn.rpc.log;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ServedRows;

/// Watches nothing. Thread-safe: there is no state.
enum Blind implements RequestWatch {
    INSTANCE;

    @Override
    public void answered(Request request, long nanos, Reply reply) {
        // Nobody watches.
    }

    @Override
    public void refused(Request request, Problem problem) {
        // Nobody watches.
    }

    @Override
    public ServedRows scan(ServedRows rows, long begunNanos) {
        return rows;
    }
}
