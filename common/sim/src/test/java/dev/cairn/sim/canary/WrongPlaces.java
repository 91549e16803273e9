package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.StorePlace;
import java.util.Map;
import java.util.TreeMap;

/// Mistakes in what a closed store leaves behind.
final class WrongPlaces {
    private WrongPlaces() {}

    static StorePlace deletedKeysComeBack(StorePlace right) {
        Map<Bytes, Bytes> everPut = new TreeMap<>();
        return () -> {
            AlmostRight store = new AlmostRight(right.open()) {
                @Override
                public void write(WriteBatch batch) {
                    super.write(batch);
                    for (Mutation mutation : batch.mutations()) {
                        if (mutation instanceof Mutation.Put put) {
                            synchronized (everPut) {
                                everPut.putIfAbsent(put.key(), put.value());
                            }
                        }
                    }
                }
            };
            everPut.forEach((key, value) -> {
                if (store.get(key).isEmpty()) {
                    store.put(key, value);
                }
            });
            return store;
        };
    }

    static StorePlace lastWriteIsLost(StorePlace right) {
        return () -> new AlmostRight(right.open()) {
            private WriteBatch last = WriteBatch.builder().build();

            @Override
            public synchronized void write(WriteBatch batch) {
                super.write(batch);
                last = batch;
            }

            @Override
            public synchronized void close() {
                for (Mutation mutation : last.mutations()) {
                    super.write(WriteBatch.builder()
                            .addInternal(new Mutation.Delete(mutation.key()))
                            .build());
                }
                last = WriteBatch.builder().build();
                super.close();
            }
        };
    }
}
