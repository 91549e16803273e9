package dev.cairn.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The model of a store: a sorted map in memory, so simple that it is obviously right, and slow.
///
/// Every other store is compared with this one. A snapshot is a copy of the whole map, and so is the state that a
/// cursor moves over. Nothing is durable: what was written is gone when the store is closed.
///
/// Thread-safe: one lock.
public final class MemoryStore implements KeyValueStore, StoreCore {
    private final TreeMap<Bytes, Bytes> rows = new TreeMap<>();
    private boolean closed;

    @Override
    public synchronized Optional<Bytes> get(Bytes key) {
        refuseClosed();
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public synchronized void write(WriteBatch batch) {
        refuseClosed();
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put put -> rows.put(put.key(), put.value());
                case Mutation.Delete delete -> rows.remove(delete.key());
            }
        }
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return writeIf(key, expected, WriteBatch.replacing(key, replacement));
    }

    @Override
    public synchronized Snapshot snapshot() {
        refuseClosed();
        return new Copy(new TreeMap<>(rows));
    }

    @Override
    public Cursor scan(KeyRange range) {
        return snapshot().scan(range);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return answer(() -> get(key));
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return answer(() -> {
            write(batch);
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return answer(() -> writeIf(key, expected, batch));
    }

    private synchronized boolean writeIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        boolean asExpected = get(key).equals(expected);
        if (asExpected) {
            write(batch);
        }
        return asExpected;
    }

    private void refuseClosed() {
        if (closed) {
            throw new StoreException.Closed("memory store");
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<T> answer(Supplier<T> operation) {
        try {
            return CompletableFuture.completedFuture(operation.get());
        } catch (StoreException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /// A snapshot: a map that nobody changes any more.
    private static final class Copy implements Snapshot {
        private final NavigableMap<Bytes, Bytes> rows;
        private volatile boolean closed;

        private Copy(NavigableMap<Bytes, Bytes> rows) {
            this.rows = rows;
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            refuseClosed();
            return Optional.ofNullable(rows.get(key));
        }

        @Override
        public Cursor scan(KeyRange range) {
            refuseClosed();
            return new MapCursor(rowsIn(range));
        }

        @Override
        public void close() {
            closed = true;
        }

        private NavigableMap<Bytes, Bytes> rowsIn(KeyRange range) {
            NavigableMap<Bytes, Bytes> inside = rows;
            if (range.from().isPresent() && range.isAfter(range.from().get())) {
                return Collections.emptyNavigableMap();
            }
            if (range.from().isPresent()) {
                inside = inside.tailMap(range.from().get(), true);
            }
            return range.to().isPresent() ? inside.headMap(range.to().get(), false) : inside;
        }

        private void refuseClosed() {
            if (closed) {
                throw new StoreException.Closed("snapshot");
            }
        }
    }
}
