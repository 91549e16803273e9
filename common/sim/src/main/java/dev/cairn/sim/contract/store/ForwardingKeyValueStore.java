package dev.cairn.sim.contract.store;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;

/// A store that passes every call on to another one. A test's own store says which that is, and what it does
/// otherwise. [ForwardingStore] has both faces of a store.
///
/// As thread-safe as the store behind.
public interface ForwardingKeyValueStore extends KeyValueStore {
    /// The store behind.
    KeyValueStore store();

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
    default void close() {
        store().close();
    }
}
