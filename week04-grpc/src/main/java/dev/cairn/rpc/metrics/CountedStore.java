package dev.cairn.rpc.metrics;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A store whose gets, puts and deletes are counted when they have succeeded: what is sent again and
/// applied once counts once. Else it is the store that it is given.
///
/// Thread-safe.
public final class CountedStore implements KeyValueStore, StoreCore {
    private final KeyValueStore store;
    private final StoreCore core;
    private final ChangeCounts counts;

    <S extends KeyValueStore & StoreCore> CountedStore(S store, ChangeCounts counts) {
        this.store = store;
        this.core = store;
        this.counts = counts;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        Optional<Bytes> value = store.get(key);
        counts.got(key);
        return value;
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return counted(core.submitGet(key), _ -> counts.got(key));
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
        counts.written(batch);
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return counted(core.submitWrite(batch), _ -> counts.written(batch));
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        boolean isApplied = store.compareAndSet(key, expected, replacement);
        return counted(WriteBatch.replacing(key, replacement), isApplied);
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return counted(core.submitWriteIf(key, expected, batch), isApplied -> counted(batch, isApplied));
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public Snapshot snapshot() {
        return new Counted(store.snapshot(), counts);
    }

    @Override
    public void close() {
        store.close();
    }

    /// The outcome, once it is counted. A failure is that of the store itself, wrapped in nothing.
    private static <T> CompletableFuture<T> counted(CompletableFuture<T> outcome, Consumer<T> count) {
        CompletableFuture<T> counted = new CompletableFuture<>();
        var _ = outcome.whenComplete((value, failure) -> {
            if (failure == null) {
                count.accept(value);
                counted.complete(value);
            } else {
                counted.completeExceptionally(failure);
            }
        });
        return counted;
    }

    private boolean counted(WriteBatch batch, boolean isApplied) {
        if (isApplied) {
            counts.written(batch);
        }
        return isApplied;
    }

    /// A snapshot whose gets are counted.
    private record Counted(Snapshot snapshot, ChangeCounts counts) implements Snapshot {
        @Override
        public Optional<Bytes> get(Bytes key) {
            Optional<Bytes> value = snapshot.get(key);
            counts.got(key);
            return value;
        }

        @Override
        public Cursor scan(KeyRange range) {
            return snapshot.scan(range);
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }
}
