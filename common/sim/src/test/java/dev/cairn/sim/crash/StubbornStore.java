package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;

/// A store that is as good as its [ToyStore], but that refuses to write on rows it has recovered.
final class StubbornStore implements KeyValueStore {
    private final ToyStore store;
    private final boolean isStubborn;

    StubbornStore(Disk disk) {
        this.store = ToyStore.open(disk, Defect.NONE, Promise.DURABLE);
        this.isStubborn = !Contents.of(store).equals(Contents.NONE);
    }

    @Override
    public void write(WriteBatch batch) {
        if (isStubborn) {
            throw new StoreException.Refused("one write only");
        }
        store.write(batch);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return store.compareAndSet(key, expected, replacement);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public void close() {
        store.close();
    }
}
