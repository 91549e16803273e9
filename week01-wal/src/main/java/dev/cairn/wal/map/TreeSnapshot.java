package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import java.util.Optional;

/// A root that is held on to. Thread-safe.
final class TreeSnapshot implements Snapshot {
    private final SortedTree rows;
    private volatile boolean isClosed;

    TreeSnapshot(SortedTree rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return open().get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new TreeCursor(open(), range);
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private SortedTree open() {
        if (isClosed) {
            throw new StoreException.Closed("the snapshot");
        }
        return rows;
    }
}
