package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.StorePlace;
import java.util.Map;
import java.util.TreeMap;

/// A place in memory that keeps the rows of its store when the store is closed. It keeps every promise.
final class KeptMemory implements StorePlace {
    private final Map<Bytes, Bytes> kept = new TreeMap<>();

    @Override
    public KeyValueStore open() {
        KeyValueStore store = new MemoryStore();
        kept.forEach(store::put);
        return new AlmostRight(store) {
            private boolean closed;

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    keepRowsOf(store);
                    super.close();
                }
            }
        };
    }

    private void keepRowsOf(KeyValueStore store) {
        kept.clear();
        try (Cursor rows = store.scan(KeyRange.all())) {
            while (rows.next()) {
                kept.put(rows.key(), rows.value());
            }
        }
    }
}
