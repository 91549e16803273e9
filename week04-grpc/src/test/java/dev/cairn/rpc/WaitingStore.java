package dev.cairn.rpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A store in memory whose gets are answered when a test says so. All else is done at once.
///
/// Thread-safe.
final class WaitingStore implements KeyValueStore, StoreCore {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
    private final MemoryStore store = new MemoryStore();

    /// Completes when a get has come.
    CompletableFuture<Void> asked() {
        return asked;
    }

    /// From now on gets are answered.
    void answer() {
        mayAnswer.complete(null);
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        asked.complete(null);
        return mayAnswer.thenCompose(_ -> store.submitGet(key));
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return store.submitWrite(batch);
    }

    @Override
    public CompletableFuture<Boolean> submitCompareAndSet(
            Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store.submitCompareAndSet(key, expected, replacement);
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return store.submitWriteIf(key, expected, batch);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store.compareAndSet(key, expected, replacement);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public void close() {
        store.close();
    }
}
