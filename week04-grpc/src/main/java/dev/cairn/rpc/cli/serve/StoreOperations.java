package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.server.Operations;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;

/// What an operator may ask over the network of a store that the command line has opened. As thread-safe as
/// that store.
///
/// @param store what it is asked of
record StoreOperations(WritableStore store) implements Operations {
    private static final String FLUSH = "flush";
    private static final String COMPACT = "compact";

    @Override
    public Report stats() {
        return store.stats();
    }

    @Override
    public Report flush() {
        require(FLUSH);
        return store.perform(FLUSH);
    }

    @Override
    public Report compact(KeyRange range) {
        require(COMPACT);
        return store.compact(range);
    }

    private void require(String operation) {
        List<String> known =
                store.operations().stream().map(Engine.Operation::name).toList();
        if (!known.contains(operation)) {
            throw new StoreException.Refused(
                    "the engine of this node has no " + operation + ": it has " + String.join(", ", known));
        }
    }
}
