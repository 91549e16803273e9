package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is overwritten takes no space for long.
@Tag("3.10")
class SpaceTest {
    private static final int VALUE_BYTES = 100;
    private static final int KEY_BYTES = 16;
    private static final int BATCH_ROWS = 100;

    @TempDir
    private Path home;

    @Test
    void after_rows_are_overwritten_twice_and_merged_they_take_little_more_than_their_bytes() throws Exception {
        requireLittleMore(60_000, 1 << 20, 1 << 20);
    }

    @Test
    @Tag("full")
    void after_two_million_rows_are_overwritten_twice_and_merged_they_take_little_more_than_their_bytes()
            throws Exception {
        requireLittleMore(2_000_000, 16 << 20, 8 << 20);
    }

    private void requireLittleMore(int rows, long memtableBytes, long tableBytes) throws IOException {
        LsmOptions options = LsmOptions.balanced()
                .withSync(SyncPolicy.never())
                .withMemtableBytes(memtableBytes)
                .withTables(Engines.tables(4096).withCompression(Compression.none()))
                .withCompaction(Engines.Strategy.LEVELED.of(tableBytes));
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(home.resolve("d")), options, env)) {
            for (int round = 0; round < 3; round++) {
                writeAll(store, rows, round);
            }
            store.compact(KeyRange.all());
            double live = (double) rows * (KEY_BYTES + VALUE_BYTES);
            double factor = bytesOnDisk() / live;
            System.out.printf("%,d rows three times, then merged: %.3f times their bytes%n", rows, factor);
            assertThat(factor).as("bytes on disk for each live byte").isLessThanOrEqualTo(1.1);
        }
    }

    private static void writeAll(LsmStore store, int rows, int round) {
        byte[] value = new byte[VALUE_BYTES];
        SplittableRandom random = new SplittableRandom(round);
        for (int first = 0; first < rows; first += BATCH_ROWS) {
            WriteBatch.Builder batch = WriteBatch.builder();
            for (int i = first; i < first + BATCH_ROWS; i++) {
                random.nextBytes(value);
                batch.put(Bytes.utf8("%016d".formatted(i * 7_368_787L % rows)), Bytes.copyOf(value));
            }
            store.write(batch.build());
        }
    }

    /// Of all files: tables, log, manifest.
    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("d"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
