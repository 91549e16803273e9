package dev.cairn.sim.contract.store;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A [ForwardingKeyValueStore] that passes on what is submitted, too.
///
/// A compare-and-set that is submitted is the one that [StoreCore] makes of [#submitWriteIf]. As thread-safe as
/// the store behind.
///
/// @param <S> the store behind, with both faces
public interface ForwardingStore<S extends KeyValueStore & StoreCore> extends ForwardingKeyValueStore, StoreCore {
    @Override
    S store();

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
}
