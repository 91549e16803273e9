package dev.cairn.rpc.process;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.server.Operations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// A store of any size that takes no room: each row is made when a cursor is asked for it, and only
/// forwards. It notes how far that went.
///
/// Thread-safe.
final class MadeRows implements KeyValueStore, StoreCore {
    /// The figure of how many rows were made. One that is made again does not count again.
    static final String MADE_ROWS = "madeRows";

    private final int rows;
    private final int valueBytes;
    private final AtomicLong madeRows = new AtomicLong();

    MadeRows(int rows, int valueBytes) {
        this.rows = rows;
        this.valueBytes = valueBytes;
    }

    /// The key of a row; keys are in the order of their numbers.
    static Bytes key(int row) {
        return Bytes.utf8(String.format(Locale.ROOT, "row-%09d", row));
    }

    /// The value of a row: bytes that are all the same.
    static Bytes value(int row, int valueBytes) {
        byte[] value = new byte[valueBytes];
        Arrays.fill(value, (byte) row);
        return Bytes.wrap(value);
    }

    Operations figures() {
        return new Operations() {
            @Override
            public Report stats() {
                return new Report().with(MADE_ROWS, madeRows.get());
            }

            @Override
            public Report flush() {
                return Operations.none().flush();
            }

            @Override
            public Report compact(KeyRange range) {
                return Operations.none().compact(range);
            }
        };
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return Optional.empty();
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new Forwards(range);
    }

    @Override
    public Snapshot snapshot() {
        throw readOnly();
    }

    @Override
    public void write(WriteBatch batch) {
        throw readOnly();
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        throw readOnly();
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return CompletableFuture.completedFuture(get(key));
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public void close() {}

    private static StoreException readOnly() {
        return new StoreException.Refused("rows that are made can only be scanned");
    }

    /// Confined to one thread.
    private final class Forwards implements Cursor {
        private final KeyRange range;
        private int row = -1;

        Forwards(KeyRange range) {
            this.range = range;
        }

        @Override
        public boolean first() {
            row = -1;
            return next();
        }

        @Override
        public boolean next() {
            do {
                row++;
            } while (row < rows && !range.contains(MadeRows.key(row)));
            return isOnRow();
        }

        @Override
        public boolean isOnRow() {
            return row >= 0 && row < rows;
        }

        @Override
        public Bytes key() {
            return MadeRows.key(row);
        }

        @Override
        public Bytes value() {
            madeRows.accumulateAndGet(row + 1, Math::max);
            return MadeRows.value(row, valueBytes);
        }

        @Override
        public boolean last() {
            throw new UnsupportedOperationException("only forwards");
        }

        @Override
        public boolean previous() {
            throw new UnsupportedOperationException("only forwards");
        }

        @Override
        public boolean seek(Bytes key) {
            throw new UnsupportedOperationException("only forwards");
        }

        @Override
        public void close() {}
    }
}
