package dev.cairn.sim.contract.store;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A store that passes every call on to another one. A test's own store says which that is, and what it does
/// otherwise.
///
/// A compare-and-set that is submitted is the one that [StoreCore] makes of [#submitWriteIf]. As thread-safe as
/// the store behind.
///
/// @param <S> the store behind, with both faces
public interface ForwardingStore<S extends KeyValueStore & StoreCore> extends KeyValueStore, StoreCore {
    /// The store behind.
    S store();

    @Override
    default Optional<Bytes> get(Bytes key) {
        return store().get(key);
    }

    @Override
    default Cursor scan(KeyRange range) {
        return store().scan(range);
    }

    @Override
    default void write(WriteBatch batch) {
        store().write(batch);
    }

    @Override
    default boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store().compareAndSet(key, expected, replacement);
    }

    @Override
    default Snapshot snapshot() {
        return store().snapshot();
    }

    @Override
    default CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return store().submitGet(key);
    }

    @Override
    default CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return store().submitWrite(batch);
    }

    @Override
    default CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return store().submitWriteIf(key, expected, batch);
    }

    @Override
    default void close() {
        store().close();
    }
}
