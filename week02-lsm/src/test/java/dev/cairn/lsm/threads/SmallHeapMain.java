package dev.cairn.lsm.threads;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A process that loads rows in an order that is not theirs, opens the store again and reads them back. It ends
/// with code 0 if every row was there.
public final class SmallHeapMain {
    private static final int VALUE_BYTES = 100;
    private static final int BATCH_ROWS = 100;
    private static final int GETS = 20_000;

    private final LsmOptions options;
    private final Disk disk;
    private final long rows;

    private SmallHeapMain(Disk disk, long rows, LsmOptions options) {
        this.options = options;
        this.disk = disk;
        this.rows = rows;
    }

    /// Arguments: the directory, the number of rows, a power of ten, and the size of a memtable.
    public static void main(String[] arguments) {
        run(
                Disk.at(Path.of(arguments[0])),
                Long.parseLong(arguments[1]),
                LsmOptions.balanced().withSync(SyncPolicy.never()).withMemtableBytes(Long.parseLong(arguments[2])));
    }

    /// Does it in a store that is opened as `options` say.
    ///
    /// @param rows a power of ten, or five times one
    public static void run(Disk disk, long rows, LsmOptions options) {
        SmallHeapMain main = new SmallHeapMain(disk, rows, options);
        try (Env env = Env.real(2)) {
            main.load(env);
            main.readAll(env);
            main.readSome(env);
        }
    }

    private void load(Env env) {
        try (LsmStore store = LsmStore.open(disk, options, env)) {
            for (long first = 0; first < rows; first += BATCH_ROWS) {
                WriteBatch.Builder batch = WriteBatch.builder();
                for (long i = first; i < first + BATCH_ROWS; i++) {
                    long row = shuffled(i);
                    batch.put(key(row), value(row));
                }
                store.write(batch.build());
            }
        }
    }

    private void readAll(Env env) {
        try (LsmStore store = LsmStore.open(disk, options, env);
                Cursor cursor = store.scan(KeyRange.all())) {
            long row = 0;
            while (cursor.next()) {
                require(
                        row < rows
                                && cursor.key().equals(key(row))
                                && cursor.value().equals(value(row)),
                        row);
                row++;
            }
            require(row == rows, row);
        }
    }

    private void readSome(Env env) {
        SplittableRandom random = new SplittableRandom(rows);
        try (LsmStore store = LsmStore.open(disk, options, env)) {
            for (int i = 0; i < GETS; i++) {
                long row = random.nextLong(rows);
                require(store.get(key(row)).filter(value(row)::equals).isPresent(), row);
            }
        }
    }

    /// Each row once, because the factor has no divisor in common with a power of ten.
    private long shuffled(long i) {
        return Math.floorMod(i * 7_368_787L, rows);
    }

    private static void require(boolean isThere, long row) {
        if (!isThere) {
            throw new IllegalStateException("row " + row + " is not there");
        }
    }

    private static Bytes key(long row) {
        return Bytes.utf8("%016d".formatted(row));
    }

    private static Bytes value(long row) {
        byte[] value = new byte[VALUE_BYTES];
        new SplittableRandom(row).nextBytes(value);
        return Bytes.wrap(value);
    }
}
