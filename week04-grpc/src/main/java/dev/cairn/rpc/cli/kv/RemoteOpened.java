package dev.cairn.rpc.cli.kv;

import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// A store that another process serves, as commands see it. Thread-safe.
///
/// @param env closed with it
/// @param answers runs what hangs on answers; closed with it
record RemoteOpened(RemoteStore remote, Env env, ExecutorService answers) implements WritableStore {
    static final Engine.Operation FLUSH =
            new Engine.Operation("flush", "Has the server write what is in memory to a table.");
    static final Engine.Operation COMPACT = new Engine.Operation(
            "compact", "Has the server merge the tables, so that what is deleted or overwritten takes no space.");

    @Override
    public KeyValueStore store() {
        return remote;
    }

    @Override
    public StoreCore core() {
        return remote;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Report stats() {
        return remote.stats();
    }

    /// The server's engine may refuse them.
    @Override
    public List<Engine.Operation> operations() {
        return List.of(FLUSH, COMPACT);
    }

    @Override
    public Report perform(String operation) {
        Check.argument(
                operation.equals(FLUSH.name()) || operation.equals(COMPACT.name()),
                "there is no operation %s",
                operation);
        return operation.equals(FLUSH.name()) ? remote.flush() : compact(KeyRange.all());
    }

    @Override
    public Report compact(KeyRange range) {
        return remote.compact(range);
    }

    @Override
    public void close() {
        try (env;
                answers) {
            remote.close();
        }
    }
}
