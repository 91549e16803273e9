package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.table.CountingCache;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What reads and writes cost, counted: blocks read, calls of the disk, bytes kept.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmCostTest {
    private static final int ROWS = 1000;
    private static final Bytes VALUE = utf8("v".repeat(100));

    private final LsmPlace place = LsmPlace.empty();
    private final CountingCache cache = new CountingCache();

    // ---- reading

    @Test
    void reads_leave_memory_and_disk_as_they_are() {
        LsmStore store = place.open();
        put(store, "a", "b", "c");
        place.flush(store);
        place.world().runUntilIdle();
        put(store, "b", "d");
        LsmStats before = store.stats();

        assertThat(place.changesDuring(() -> {
                    for (int i = 0; i < 50; i++) {
                        store.get(utf8("a"));
                        store.get(utf8("nowhere"));
                        rows(store);
                    }
                }))
                .isEmpty();
        assertThat(store.stats())
                .usingRecursiveComparison()
                .ignoringFields("reads", "gets")
                .isEqualTo(before);
    }

    @Test
    void a_scan_of_a_prefix_reads_the_blocks_that_it_needs() {
        LsmStore store = withTables(1);

        assertThat(cache.getsDuring(() -> rows(store)))
                .as("blocks of the whole store")
                .isGreaterThan(25);
        assertThat(cache.getsDuring(() -> count(store, "row00042", Integer.MAX_VALUE)))
                .as("blocks for ten rows of %s", ROWS)
                .isLessThanOrEqualTo(2);
        assertThat(cache.getsDuring(() -> count(store, "row", 3)))
                .as("blocks for the first three rows of all")
                .isEqualTo(1);
    }

    @Test
    void a_get_reads_a_block_of_each_table_until_one_knows_the_key() {
        for (int tables : new int[] {1, 4, 12}) {
            LsmStore store = withTables(tables);
            assertThat(cache.getsDuring(() -> store.get(key(500))))
                    .as("blocks for a key of the newest of %s tables", tables)
                    .isEqualTo(1);
            assertThat(cache.getsDuring(() -> store.get(utf8("row000500x"))))
                    .as("blocks for a key that no table has, of %s tables", tables)
                    .isEqualTo(tables);
        }
    }

    @Test
    void of_more_than_ten_tables_the_newest_counts_after_a_start_too() {
        LsmStore store = place.open();
        for (int i = 1; i <= 12; i++) {
            store.put(utf8("k"), utf8("v" + i));
            place.flush(store);
        }
        assertThat(store.stats().levels().getFirst().tables()).isEqualTo(12);
        assertThat(store.get(utf8("k"))).contains(utf8("v12"));
        assertThat(place.afterKill().rows()).containsExactly("k=v12");
    }

    // ---- writing

    @ParameterizedTest
    @CsvSource({"always, append 000002.log|sync 000002.log", "never, append 000002.log"})
    void a_put_is_one_append(String policy, String expected) {
        LsmStore store = place.open(LsmPlace.OPTIONS.withSync(SyncPolicy.parse(policy)));
        put(store, "a");

        assertThat(String.join("|", place.changesDuring(() -> put(store, "b")))).isEqualTo(expected);
    }

    /// Whoever writes waits for a table only when as many memtables are full as may be.
    @Test
    void while_a_flush_is_held_puts_are_acknowledged_without_it() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withMemtables(
                MemtableOptions.DEFAULT.withBytes(8192).withFrozenMax(2)));
        put(store, "a");
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().runOne();
        for (int i = 0; i < 30; i++) {
            store.put(key(i), VALUE);
        }
        assertThat(flush).isNotDone();
        assertThat(store.stats().stalls()).isZero();
        assertThat(place.names(".sst")).isEmpty();
        place.await(flush);
        assertThat(place.names(".sst")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8192, 12, 20", "32768, 3, 5", "131072, 0, 1"})
    void the_smaller_the_memtables_the_more_tables(long bytes, int least, int most) {
        LsmStore store = place.open(LsmPlace.OPTIONS.withMemtableBytes(bytes));
        for (int i = 0; i < ROWS; i++) {
            store.put(key(i), VALUE);
            place.world().runUntilIdle();
        }
        assertThat(store.stats().levels().getFirst().tables()).isBetween(least, most);
    }

    @Test
    void the_log_stays_about_as_short_as_a_memtable() {
        int memtableBytes = 8192;
        LsmPlace longLife = LsmPlace.emptyForLong();
        LsmStore store = longLife.open(LsmPlace.OPTIONS.withMemtableBytes(memtableBytes));
        for (int i = 0; i < 5 * ROWS; i++) {
            store.put(key(i % ROWS), VALUE);
            longLife.world().runUntilIdle();
            assertThat(store.stats().logBytes()).isLessThan(memtableBytes + memtableBytes / 4);
        }
        assertThat(store.stats().flushes()).isGreaterThan(50);
        assertThat(store.stats().logSegments()).isEqualTo(1);
    }

    @Test
    void rows_that_cannot_be_packed_take_little_more_than_themselves() {
        LsmStore store = place.open();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROWS; i++) {
            byte[] value = new byte[100];
            random.nextBytes(value);
            store.put(key(i), Bytes.wrap(value));
        }
        place.flush(store);
        place.world().runUntilIdle();

        assertThat(store.stats().levels().getFirst().bytes() / (double) (ROWS * (key(0).length() + 100)))
                .as("bytes of tables to bytes of rows")
                .isBetween(0.9, 1.1);
    }

    /// A store whose tables all hold the same rows, and whose blocks are all packed.
    private LsmStore withTables(int tables) {
        LsmPlace other = LsmPlace.empty();
        LsmStore store = other.open(LsmPlace.OPTIONS.withTables(TableOptions.DEFAULT.withCache(cache)));
        for (int table = 0; table < tables; table++) {
            WriteBatch.Builder batch = WriteBatch.builder();
            for (int i = 0; i < ROWS; i++) {
                batch.put(key(i), VALUE);
            }
            store.write(batch.build());
            other.flush(store);
        }
        return store;
    }

    /// How many rows begin so, counted up to `max`.
    private static int count(LsmStore store, String prefix, int max) {
        int count = 0;
        try (Cursor cursor = store.scan(KeyRange.prefix(utf8(prefix)))) {
            while (count < max && cursor.next()) {
                count++;
            }
        }
        return count;
    }

    private static Bytes key(int i) {
        return utf8("row%06d".formatted(i));
    }
}
