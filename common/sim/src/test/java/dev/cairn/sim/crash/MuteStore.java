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

/// A store that is as good as its [ToyStore] until a write fails; then it does not read any more.
final class MuteStore implements KeyValueStore {
    private final ToyStore store;
    private boolean isMute;

    MuteStore(Disk disk) {
        this.store = ToyStore.open(disk, Defect.NONE, Promise.DURABLE);
    }

    @Override
    public void write(WriteBatch batch) {
        try {
            store.write(batch);
        } catch (StoreException e) {
            isMute = true;
            throw e;
        }
    }

    @Override
    public Cursor scan(KeyRange range) {
        if (isMute) {
            throw new StoreException.Closed("this store");
        }
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
