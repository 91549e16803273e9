package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What gets of a store find is counted by where it was, and blocks by whether a file was read for them.
@Tag("2.18")
final class LsmGetsTest {
    private static final int ROWS = 100;

    /// One row fills a block.
    private static final TableOptions SMALL_BLOCKS = TableOptions.DEFAULT.withBlockBytes(100);

    private final LsmPlace place = LsmPlace.empty();

    @Test
    void a_get_found_a_value_in_memory_or_in_a_table_or_found_none() {
        LsmStore store = place.open();
        put(store, "old", "gone", "changed");
        place.flush(store);
        put(store, "new", "changed");
        store.delete(utf8("gone"));

        List.of("old", "gone", "changed", "new", "new", "never").forEach(key -> store.get(utf8(key)));

        CountedReads.Figures gets = store.stats().gets();
        assertThat(gets.inMemory()).as("new twice, changed").isEqualTo(3);
        assertThat(gets.inTables()).as("old").isEqualTo(1);
        assertThat(gets.absent()).as("gone, never").isEqualTo(2);
    }

    @Test
    void a_get_of_a_snapshot_and_a_condition_are_gets_too() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.get(utf8("a"));
        }
        WriteBatch none = WriteBatch.builder().build();
        place.await(store.submitWriteIf(utf8("a"), Optional.of(utf8("a")), none));
        place.await(store.submitWriteIf(utf8("b"), Optional.empty(), none));

        CountedReads.Figures gets = store.stats().gets();
        assertThat(gets.inMemory()).isZero();
        assertThat(gets.inTables()).isEqualTo(2);
        assertThat(gets.absent()).isEqualTo(1);
    }

    @Test
    void each_packed_block_that_is_unpacked_was_read_from_its_file() {
        Counted counted = new Counted(Compression.snappy(), new AtomicLong());
        LsmStore store = filled(
                SMALL_BLOCKS.withReadable(List.of(Compression.none(), counted)).withCompression(counted));
        store.get(key(0));
        long before = store.stats().gets().blocksRead() - counted.unpacked.get();

        for (int i = 0; i < ROWS; i++) {
            assertThat(store.get(key(i))).isPresent();
        }
        LsmPlace.rows(store);

        assertThat(counted.unpacked.get())
                .as("by each get one, and by the scan each once")
                .isGreaterThan(2 * ROWS);
        assertThat(store.stats().gets().blocksRead() - before).isEqualTo(counted.unpacked.get());
    }

    @Test
    void a_block_that_lies_in_its_file_as_it_is_counts_each_time() {
        LsmStore store = filled(SMALL_BLOCKS.withCompression(Compression.none()));
        store.get(key(7));
        assertThat(store.stats().gets().blocksRead())
                .as("what says where the index is, the index, one block of data")
                .isEqualTo(3);

        store.get(key(7));
        store.get(key(8));
        assertThat(store.stats().gets().blocksRead()).isEqualTo(5);
    }

    @Test
    void what_memory_answers_reads_no_file() {
        LsmStore store = place.open();
        put(store, "a");
        store.get(utf8("a"));
        store.get(utf8("b"));

        assertThat(store.stats().gets()).isEqualTo(new CountedReads.Figures(1, 0, 1, 0));
    }

    @Test
    void the_syncs_of_the_log_are_timed_and_those_of_tables_are_not() {
        LsmStore store = place.open();
        put(store, "a", "b");
        assertThat(store.stats().syncTimes().count()).isEqualTo(store.stats().syncs());

        place.flush(store);
        assertThat(store.stats().syncTimes().count())
                .as("of the opening, two writes, and the end of the segment")
                .isEqualTo(store.stats().syncs())
                .isEqualTo(4);
    }

    private LsmStore filled(TableOptions tables) {
        LsmStore store = place.open(LsmPlace.OPTIONS.withTables(tables));
        WriteBatch.Builder rows = WriteBatch.builder();
        for (int i = 0; i < ROWS; i++) {
            rows.put(key(i), utf8("value ".repeat(100)));
        }
        store.write(rows.build());
        place.flush(store);
        return store;
    }

    private static Bytes key(int i) {
        return utf8(String.format(Locale.ROOT, "key%05d", i));
    }

    /// A compression that notes how often something was unpacked. Thread-safe.
    private record Counted(Compression compression, AtomicLong unpacked) implements Compression {
        @Override
        public int id() {
            return compression.id();
        }

        @Override
        public String name() {
            return compression.name();
        }

        @Override
        public Packer packer() {
            return compression.packer();
        }

        @Override
        public byte[] unpack(byte[] packed, int bytesMax) {
            unpacked.incrementAndGet();
            return compression.unpack(packed, bytesMax);
        }
    }
}
