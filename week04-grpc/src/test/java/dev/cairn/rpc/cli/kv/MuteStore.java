package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.store.ForwardingStore;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.WritableStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A store in memory that writes what its users submit, and never says so. What the node writes for itself is
/// acknowledged.
record MuteStore(MemoryStore store) implements ForwardingStore<MemoryStore>, WritableStore {
    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        CompletableFuture<Void> written = store.submitWrite(batch);
        boolean isOfUser = batch.mutations().stream().map(Mutation::key).anyMatch(key -> !ReservedKeys.contain(key));
        return isOfUser ? new CompletableFuture<>() : written;
    }

    @Override
    public StoreCore core() {
        return this;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Report stats() {
        return new Report();
    }

    @Override
    public List<Engine.Operation> operations() {
        return List.of();
    }

    @Override
    public Report perform(String operation) {
        throw new IllegalArgumentException("this store has no operations");
    }

    @Override
    public void close() {
        store.close();
    }
}
