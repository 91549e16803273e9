package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A store that promises little, and keeps that little, passes: the contract asks no more than was promised.
final class LaggingStoreContractTest extends KeyValueStoreContract {
    @Override
    public StorePlace emptyPlace() {
        return () -> new LaggingStore(new MemoryStore());
    }

    @Override
    public StorePromises promises() {
        return new StorePromises(
                StorePromises.Isolation.KEY, StorePromises.Durability.LOST, StorePromises.Reads.MAY_LAG, false);
    }

    /// Applies a batch key by key, and answers the first read of a changed key with what was there before.
    private static final class LaggingStore extends AlmostRight {
        private final Map<Bytes, Optional<Bytes>> answersOnce = new ConcurrentHashMap<>();

        LaggingStore(KeyValueStore right) {
            super(right);
        }

        @Override
        public void write(WriteBatch batch) {
            if (batch.isEmpty()) {
                super.write(batch);
            }
            for (Mutation mutation : batch.mutations()) {
                Optional<Bytes> before = super.get(mutation.key());
                super.write(WriteBatch.builder().addInternal(mutation).build());
                answersOnce.put(mutation.key(), before);
            }
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            Optional<Bytes> now = super.get(key);
            Optional<Bytes> before = answersOnce.remove(key);
            return before == null ? now : before;
        }

        @Override
        public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
            throw new StoreException.Refused("this store cannot compare and set");
        }
    }
}
