package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import java.util.Optional;

/// A sequence number that is held, so that what it sees is not merged away.
///
/// Thread-safe.
final class StoreSnapshot implements Snapshot {
    private final LsmStore store;
    private final long sequence;
    private boolean isClosed;

    StoreSnapshot(LsmStore store, long sequence) {
        this.store = store;
        this.sequence = sequence;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key, this::held);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range, this::held);
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            store.release(sequence);
        }
    }

    private synchronized long held() {
        if (isClosed) {
            throw new StoreException.Closed("the snapshot");
        }
        return sequence;
    }
}
