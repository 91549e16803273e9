package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;

/// Passes every call on to a right store. A wrong one overrides the call that it gets wrong.
class ForwardingStore implements KeyValueStore {
    private final KeyValueStore right;

    ForwardingStore(KeyValueStore right) {
        this.right = right;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return right.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return right.scan(range);
    }

    @Override
    public void write(WriteBatch batch) {
        right.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return right.compareAndSet(key, expected, replacement);
    }

    @Override
    public Snapshot snapshot() {
        return right.snapshot();
    }

    @Override
    public void close() {
        right.close();
    }
}
