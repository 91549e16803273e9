package dev.cairn.compaction.store;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.LogOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A process that fills the file system in which its store lies, frees it again, and looks at the store all the while.
/// It ends with code 0 if that was as it should be. Confined to one thread.
final class FullDiskMain {
    private static final int MEBIBYTE = 1 << 20;
    private static final int LARGE = 32 << 10;
    private static final int KEYS = 100_003;
    private static final int ROWS_MAX = 2_000;
    private static final long PATIENCE_NANOS = 40_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000;

    private static final LsmOptions OPTIONS = LsmOptions.balanced()
            .withMemtableBytes(MEBIBYTE)
            .withTables(Engines.tables(4096).withCompression(Compression.none()))
            .withLog(new LogOptions(64 * MEBIBYTE, 0))
            .withCompaction(Engines.Strategy.LEVELED.of(MEBIBYTE));

    private final Path directory;
    private final Path filler;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<Bytes, Bytes> acknowledged = new LinkedHashMap<>();

    private FullDiskMain(Path mount) {
        this.directory = mount.resolve("db");
        this.filler = mount.resolve("filler");
    }

    /// What is under way when the disk is full.
    enum Scene {
        /// A flush, whose table does not fit. There is no log: it would find no space in the same moment.
        FLUSH(false) {
            @Override
            void play(FullDiskMain main, LsmStore store) throws IOException {
                main.fullDuringFlush(store);
            }
        },
        /// A merge, whose outputs do not fit.
        MERGE(false) {
            @Override
            void play(FullDiskMain main, LsmStore store) throws IOException {
                main.fullDuringMerge(store);
            }
        },
        /// A write, whose record does not fit. That is final until the store is opened again: behind half a record
        /// nothing may be written. So it is as well when a flush takes the last space away from the log.
        LOG(true) {
            @Override
            void play(FullDiskMain main, LsmStore store) throws IOException {
                main.fullDuringAppend(store);
            }
        };

        private final boolean isLogged;

        Scene(boolean isLogged) {
            this.isLogged = isLogged;
        }

        LsmOptions options() {
            return isLogged ? OPTIONS : OPTIONS.withoutLog();
        }

        abstract void play(FullDiskMain main, LsmStore store) throws IOException;
    }

    /// Arguments: the root of a file system of 64 MiB that is empty, and the scene.
    public static void main(String[] arguments) throws IOException {
        FullDiskMain main = new FullDiskMain(Path.of(arguments[0]));
        Scene scene = Scene.valueOf(arguments[1]);
        try (Env env = Env.real(LsmOptions.THREADS)) {
            try (LsmStore store = LsmStore.open(Disk.at(main.directory), scene.options(), env)) {
                scene.play(main, store);
            }
            try (LsmStore store = LsmStore.open(Disk.at(main.directory), scene.options(), env)) {
                main.requireRows(store);
                main.put(store, LARGE);
                main.requireRows(store);
            }
        }
    }

    private void fullDuringFlush(LsmStore store) throws IOException {
        put(store, LARGE);
        fillUpTo(MEBIBYTE / 2);
        requireRefused(store);
        assertThat(store.stats().flushFailures().count())
                .as("flushes that failed")
                .isPositive();
        Files.delete(filler);
        until(() -> store.stats().flushes() > 0, "a flush, once there is space");
        put(store, LARGE);
        requireRows(store);
    }

    /// The last flush makes a merge due, which needs more than twice as much space as is left.
    private void fullDuringMerge(LsmStore store) throws IOException {
        putTable(store, 24);
        putTable(store, 24);
        until(() -> store.stats().compactions().merges() > 0, "a merge");
        until(() -> store.stats().levels().getFirst().tables() == 0, "the end of merging");
        putTable(store, 24);
        long merges = store.stats().compactions().merges();
        fillUpTo(MEBIBYTE / 2);
        putTable(store, 4);
        until(() -> store.stats().compactionFailures().count() > 0, "a merge that fails");
        assertThat(store.stats().compactionFailures().last().orElseThrow()).contains(".sst", "No space left on device");
        requireRows(store);
        requireRefused(store);
        Files.delete(filler);
        until(() -> store.stats().compactions().merges() > merges, "a merge, once there is space");
        until(() -> store.stats().flushes() > 4, "a flush, once there is space");
        put(store, LARGE);
        requireRows(store);
    }

    private void fullDuringAppend(LsmStore store) throws IOException {
        put(store, LARGE);
        fillUpTo(0);
        assertThatThrownBy(() -> putMany(store))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No space");
        requireRows(store);
        Files.delete(filler);
        assertThatThrownBy(() -> put(store, LARGE))
                .as("a write, once there is space")
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No space");
        requireRows(store);
    }

    /// Memory gets full, and cannot be written to a table. Reads go on.
    private void requireRefused(LsmStore store) {
        assertThatThrownBy(() -> putMany(store))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContainingAll("memory is full", ".sst", "No space left on device");
        requireRows(store);
    }

    private void putTable(LsmStore store, int rows) {
        for (int row = 0; row < rows; row++) {
            put(store, LARGE);
        }
        store.flush();
    }

    private void putMany(LsmStore store) {
        for (int row = 0; row < ROWS_MAX; row++) {
            put(store, LARGE);
        }
    }

    /// Puts a row with so many bytes that nothing makes shorter.
    private void put(LsmStore store, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        Bytes key = utf8("row%05d".formatted(acknowledged.size() * 7_919 % KEYS));
        store.put(key, Bytes.copyOf(value));
        acknowledged.put(key, Bytes.copyOf(value));
    }

    private void requireRows(LsmStore store) {
        acknowledged.forEach((key, value) ->
                assertThat(store.get(key)).as("value of %s", key.toUtf8()).contains(value));
    }

    /// Leaves so many bytes free.
    private void fillUpTo(long bytesFree) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > bytesFree) {
                out.write(page);
            }
        }
    }

    private static void until(BooleanSupplier condition, String what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds waited for %s", what)
                    .isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
