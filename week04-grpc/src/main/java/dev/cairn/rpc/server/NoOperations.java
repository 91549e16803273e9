package dev.cairn.rpc.server;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;

/// Refuses every operation.
///
/// Thread-safe: there is no state.
final class NoOperations implements Operations {
    static final NoOperations INSTANCE = new NoOperations();

    private NoOperations() {}

    @Override
    public Report stats() {
        throw refused("stats");
    }

    @Override
    public Report flush() {
        throw refused("flush");
    }

    @Override
    public Report compact(KeyRange range) {
        throw refused("compact");
    }

    private static StoreException.Refused refused(String operation) {
        return new StoreException.Refused(
                "the engine of this node has no operation \"" + operation + "\": ask a node that runs another engine");
    }
}
