package dev.cairn.rpc.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.store.ForwardingStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A store in memory whose writes are answered when a test says so, and as it says. Reads are answered at
/// once.
///
/// Confined to one thread.
final class SlowStore implements ForwardingStore<MemoryStore> {
    private final MemoryStore store = new MemoryStore();
    private final Deque<Pending<?>> pending = new ArrayDeque<>();
    private Optional<RuntimeException> scanFailure = Optional.empty();
    private Optional<RuntimeException> bug = Optional.empty();
    private int writes;

    /// A write that has no answer yet.
    private record Pending<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> answer) {
        void finish() {
            var _ = work.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        }
    }

    @Override
    public MemoryStore store() {
        return store;
    }

    /// How many writes are waiting.
    int waiting() {
        return pending.size();
    }

    /// How many writes were handed over since the beginning.
    int writes() {
        return writes;
    }

    /// The oldest write is done, and answered.
    void finish() {
        oldest().finish();
    }

    /// All writes are done, and those that come of them.
    void finishAll() {
        while (!pending.isEmpty()) {
            finish();
        }
    }

    /// The oldest write is done, and nobody knows it.
    void lose() {
        Pending<?> oldest = oldest();
        var _ = oldest.work().get();
        oldest.answer().completeExceptionally(new StoreException.UnknownOutcome("disk", new IllegalStateException()));
    }

    /// The oldest write is not done, and is answered by `failure`.
    void fail(Throwable failure) {
        oldest().answer().completeExceptionally(failure);
    }

    /// From now on a scan cannot be opened.
    void failScans(RuntimeException failure) {
        scanFailure = Optional.of(failure);
    }

    /// From now on reads and writes throw at once, before there is a future.
    void throwAtOnce(RuntimeException failure) {
        bug = Optional.of(failure);
    }

    /// Reads and writes are taken again.
    void mend() {
        bug = Optional.empty();
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        throwIfBroken();
        return store.submitGet(key);
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return later(() -> store.submitWrite(batch));
    }

    @Override
    public CompletableFuture<Boolean> submitCompareAndSet(
            Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return later(() -> store.submitCompareAndSet(key, expected, replacement));
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return later(() -> store.submitWriteIf(key, expected, batch));
    }

    @Override
    public Cursor scan(KeyRange range) {
        scanFailure.ifPresent(failure -> {
            throw failure;
        });
        return store.scan(range);
    }

    private Pending<?> oldest() {
        if (pending.isEmpty()) {
            throw new AssertionError("expected a write that waits at the store, found none");
        }
        return pending.remove();
    }

    private void throwIfBroken() {
        bug.ifPresent(failure -> {
            throw failure;
        });
    }

    private <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> work) {
        throwIfBroken();
        writes++;
        CompletableFuture<T> answer = new CompletableFuture<>();
        pending.add(new Pending<>(work, answer));
        return answer;
    }
}
