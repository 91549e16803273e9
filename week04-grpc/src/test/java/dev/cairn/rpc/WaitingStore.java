package dev.cairn.rpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.store.ForwardingStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A store in memory whose gets are answered when a test says so. All else is done at once.
///
/// Thread-safe.
final class WaitingStore implements ForwardingStore<MemoryStore> {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
    private final MemoryStore store = new MemoryStore();

    @Override
    public MemoryStore store() {
        return store;
    }

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
}
