package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.store.ForwardingStore;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An open store that writes what its users submit, and never says so.
record MuteStore(WritableStore open) implements WritableStore {
    @Override
    public KeyValueStore store() {
        return open.store();
    }

    @Override
    public StoreCore core() {
        return mute((KeyValueStore & StoreCore) open.core());
    }

    private static <S extends KeyValueStore & StoreCore> StoreCore mute(S store) {
        return new Mute<>(store);
    }

    @Override
    public List<String> notes() {
        return open.notes();
    }

    @Override
    public Report stats() {
        return open.stats();
    }

    @Override
    public List<Engine.Operation> operations() {
        return open.operations();
    }

    @Override
    public Report perform(String operation) {
        return open.perform(operation);
    }

    @Override
    public void close() {
        open.close();
    }

    /// What the node writes for itself is acknowledged.
    private record Mute<S extends KeyValueStore & StoreCore>(S store) implements ForwardingStore<S> {
        @Override
        public CompletableFuture<Void> submitWrite(WriteBatch batch) {
            CompletableFuture<Void> written = store.submitWrite(batch);
            boolean isOfUser =
                    batch.mutations().stream().map(Mutation::key).anyMatch(key -> !ReservedKeys.contain(key));
            return isOfUser ? new CompletableFuture<>() : written;
        }
    }
}
