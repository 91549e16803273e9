package dev.cairn.rpc.process;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.store.ForwardingCursor;
import dev.cairn.sim.contract.store.ForwardingStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory that counts what is open of it.
///
/// Thread-safe.
final class HeldStore implements ForwardingStore<MemoryStore> {
    private final MemoryStore rows = new MemoryStore();
    private final AtomicInteger cursors = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();

    @Override
    public MemoryStore store() {
        return rows;
    }

    int openCursors() {
        return cursors.get();
    }

    int openSnapshots() {
        return snapshots.get();
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new CountedCursor(rows.scan(range));
    }

    @Override
    public Snapshot snapshot() {
        return new CountedSnapshot(rows.snapshot());
    }

    /// Counts until it is closed the first time. Thread-safe.
    private final class CountedSnapshot implements Snapshot {
        private final Snapshot inner;
        private boolean isClosed;

        CountedSnapshot(Snapshot inner) {
            this.inner = inner;
            snapshots.incrementAndGet();
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return inner.get(key);
        }

        @Override
        public Cursor scan(KeyRange range) {
            return new CountedCursor(inner.scan(range));
        }

        @Override
        public synchronized void close() {
            if (!isClosed) {
                isClosed = true;
                snapshots.decrementAndGet();
                inner.close();
            }
        }
    }

    /// The same for a cursor. Confined to one thread.
    private final class CountedCursor extends ForwardingCursor {
        private boolean isClosed;

        CountedCursor(Cursor inner) {
            super(inner);
            cursors.incrementAndGet();
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                cursors.decrementAndGet();
                super.close();
            }
        }
    }
}
