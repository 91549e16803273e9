package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One table, written and opened: what it answers, what it refuses, what it costs.
@Tag("2.6")
final class TableReaderTest {
    private static final TableOptions PLAIN = TableOptions.DEFAULT.withCompression(Compression.none());

    @Test
    void a_get_tells_value_deleted_and_unknown_apart() {
        try (TableReader table = TablePlace.simulated(PLAIN)
                .open(List.of(Entry.put("a", 9, "new"), Entry.delete("a", 5), Entry.put("c", 1, "")))) {
            assertThat(table.get(search("a", 10))).isEqualTo(new Lookup.Found(Bytes.utf8("new")));
            assertThat(table.get(search("a", 8))).isEqualTo(new Lookup.Deleted());
            assertThat(table.get(search("a", 4))).isEqualTo(new Lookup.Unknown());
            assertThat(table.get(search("b", 10))).isEqualTo(new Lookup.Unknown());
            assertThat(table.get(search("c", 10))).isEqualTo(new Lookup.Found(Bytes.EMPTY));
            assertThat(table.get(search("d", 10))).isEqualTo(new Lookup.Unknown());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy"})
    void every_key_is_found_whatever_the_size_of_values_around_the_edge_of_a_block(String compression) {
        TableOptions options = TableOptions.DEFAULT
                .withCompression(compression.equals("none") ? Compression.none() : Compression.snappy())
                .withBlockBytes(512)
                .withRestartInterval(4);
        for (int valueBytes = 0; valueBytes < 600; valueBytes += 3) {
            List<Entry> entries = Entry.rows(20, valueBytes);
            try (TableReader table = TablePlace.simulated(options).open(entries)) {
                for (Entry each : entries) {
                    assertThat(table.get(each.key())).isEqualTo(new Lookup.Found(each.value()));
                }
                assertThat(Entry.all(table.cursor())).isEqualTo(entries);
            }
        }
    }

    @Test
    void counts_of_entries_around_restart_points_are_all_the_same_to_a_cursor() {
        for (int count = 1; count <= 70; count++) {
            List<Entry> entries = Entry.rows(count, 3);
            try (TableReader table = TablePlace.simulated(PLAIN).open(entries);
                    EntryCursor cursor = table.cursor()) {
                assertThat(Entry.all(cursor)).isEqualTo(entries);
                assertThat(Entry.allBackwards(cursor)).isEqualTo(entries.reversed());
            }
        }
    }

    @Test
    void keys_and_values_of_a_megabyte_are_entries_like_others() {
        List<Entry> entries = List.of(
                Entry.put("a".repeat(1 << 20), 1, "v"),
                Entry.put("a".repeat(1 << 20) + "b", 1, "w".repeat(1 << 20)),
                Entry.put("b", 1, ""));
        try (TableReader table = TablePlace.simulated(TableOptions.DEFAULT).open(entries)) {
            assertThat(Entry.all(table.cursor())).isEqualTo(entries);
            assertThat(table.verify()).isEmpty();
        }
    }

    @Test
    void an_empty_table_of_somebody_else_is_a_table() {
        TablePlace place = TablePlace.simulated(PLAIN);
        place.write(Entry.rows(1, 1));
        place.replace(emptyTable());
        try (TableReader table = place.open()) {
            assertThat(table.get(search("a", 1))).isEqualTo(new Lookup.Unknown());
            assertThat(table.cursor().first()).isFalse();
            assertThat(table.cursor().last()).isFalse();
            assertThat(table.cursor().seek(search("a", 1))).isFalse();
        }
    }

    @Test
    void a_reader_that_is_closed_says_so() {
        TableReader table = TablePlace.simulated(PLAIN).open(Entry.rows(1, 1));
        table.close();
        table.close();

        assertThatExceptionOfType(TableClosedException.class).isThrownBy(() -> table.get(search("row00000", 9)));
        assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(table::cursor);
    }

    @Test
    void a_close_under_gets_ends_them_and_harms_nobody(@TempDir Path directory) throws InterruptedException {
        TablePlace place =
                new TablePlace(Disk.at(directory), TableOptions.DEFAULT.withChecksums(ChecksumPolicy.EVERY_READ));
        List<Entry> entries = Entry.rows(2_000, 20);
        place.write(entries);
        for (int round = 0; round < 20; round++) {
            TableReader table = place.open();
            AtomicInteger answers = new AtomicInteger();
            List<Thread> readers = IntStream.range(0, 2)
                    .mapToObj(each -> Thread.ofPlatform().start(() -> readUntilClosed(table, entries, answers)))
                    .toList();
            while (answers.get() < 100 && readers.stream().allMatch(Thread::isAlive)) {
                Thread.onSpinWait();
            }
            table.close();
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    @Test
    void a_get_allocates_little(@TempDir Path directory) {
        List<Entry> entries = Entry.rows(2_000, 95);
        try (TableReader table = new TablePlace(Disk.at(directory), PLAIN).open(entries)) {
            var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (Entry each : entries) {
                table.get(each.key());
            }
            long before = thread.getCurrentThreadAllocatedBytes();
            for (Entry each : entries) {
                table.get(each.key());
            }
            assertThat((thread.getCurrentThreadAllocatedBytes() - before) / entries.size())
                    .isLessThan(800);
        }
    }

    @Test
    void a_seek_between_two_blocks_ends_on_the_first_entry_of_the_second() {
        List<Entry> entries =
                List.of(Entry.put("albatross", 1, "1"), Entry.put("dodo", 1, "2"), Entry.put("emu", 1, "3"));
        try (TableReader table = TablePlace.simulated(PLAIN.withBlockBytes(1)).open(entries);
                EntryCursor cursor = table.cursor()) {
            assertThat(cursor.seek(search("auk", 9)))
                    .as("something is behind auk")
                    .isTrue();
            assertThat(Entry.at(cursor)).isEqualTo(entries.get(1));
            assertThat(cursor.previous()).isTrue();
            assertThat(Entry.at(cursor)).isEqualTo(entries.getFirst());
            assertThat(cursor.seek(search("fox", 9)))
                    .as("nothing is behind fox")
                    .isFalse();
            assertThat(cursor.isOnEntry())
                    .as("after a seek behind all entries it stands nowhere")
                    .isFalse();
        }
    }

    /// In all blocks but one a bit is turned.
    @Test
    void a_get_reads_one_block() {
        TablePlace place = TablePlace.simulated(PLAIN);
        List<Entry> entries = Entry.rows(600, 20);
        place.write(entries);
        Bytes bytes = place.bytes();
        TableParts parts = TableParts.of(bytes);
        for (int block = 0; block < parts.blocks().size(); block++) {
            byte[] damaged = bytes.toArray();
            for (int other = 0; other < parts.blocks().size(); other++) {
                damaged[parts.offsets().get(other) + 20] ^= (byte) (other == block ? 0 : 1);
            }
            InternalKey last = parts.blocks().get(block).separator();
            Entry entry = entries.reversed().stream()
                    .filter(each -> each.key().compareTo(last) <= 0)
                    .findFirst()
                    .orElseThrow();
            try (TableReader table = place.replace(Bytes.wrap(damaged)).open()) {
                assertThat(getOrDamage(table, entry))
                        .as(
                                "the last entry of block %s of %s",
                                block, parts.blocks().size())
                        .isEqualTo("found");
            }
        }
    }

    @Test
    void the_filter_is_asked_before_a_block_is_read() {
        TablePlace place = TablePlace.simulated(PLAIN.withFilter(new ExactFilter()));
        place.write(Entry.rows(10, 5));
        Bytes bytes = place.bytes();
        byte[] damaged = bytes.toArray();
        damaged[20] ^= 1;
        place.replace(Bytes.wrap(damaged));

        try (TableReader table = place.open()) {
            assertThat(table.get(search("row00003x", 9))).isEqualTo(new Lookup.Unknown());
            assertThatExceptionOfType(StoreException.Corrupt.class).isThrownBy(() -> table.get(search("row00003", 9)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void a_get_asks_the_filter_once(long rowBytes) {
        AtomicInteger asked = new AtomicInteger();
        TableOptions options = PLAIN.withFilter(new CountingFilter(asked)).withRows(RowBudget.of(rowBytes));
        try (TableReader table = TablePlace.simulated(options).open(Entry.rows(10, 5))) {
            for (String key : List.of("row00003", "row00003", "row00003", "row00003x", "row00004")) {
                asked.set(0);
                table.get(search(key, 9));
                assertThat(asked)
                        .as("how often the filter was asked for %s", key)
                        .hasValue(1);
            }
        }
    }

    /// Knows every key, and counts who asks.
    private record CountingFilter(AtomicInteger asked) implements FilterPolicy {
        @Override
        public String name() {
            return "test.Counting";
        }

        @Override
        public Builder builder() {
            return new ExactFilter().builder();
        }

        @Override
        public Filter open(MemorySegment block) {
            return _ -> asked.incrementAndGet() > 0;
        }
    }

    @Test
    void a_filter_of_another_name_is_left_alone() {
        TablePlace place = TablePlace.simulated(PLAIN.withFilter(new ExactFilter()));
        List<Entry> entries = Entry.rows(10, 5);
        place.write(entries);

        try (TableReader table =
                TableReader.open(place.disk(), TablePlace.NAME, place.bytes().length(), PLAIN)) {
            assertThat(Entry.all(table.cursor())).isEqualTo(entries);
            assertThat(table.verify()).isEmpty();
            assertThat(table.foreignFilters()).containsExactly("test.Exact");
        }
        try (TableReader table = place.open()) {
            assertThat(table.foreignFilters()).isEmpty();
        }
    }

    @Test
    void a_block_of_the_name_of_the_filter_that_is_none_is_damage() {
        TablePlace place = TablePlace.simulated(PLAIN.withFilter(new ExactFilter()));
        place.write(Entry.rows(10, 5));
        FilterPolicy strict = new ExactFilter() {
            @Override
            public Filter open(MemorySegment block) {
                return Filter.none();
            }
        };

        try (TableReader table =
                TableReader.open(place.disk(), TablePlace.NAME, place.bytes().length(), PLAIN.withFilter(strict))) {
            assertThat(table.verify())
                    .singleElement()
                    .asString()
                    .endsWith("expected a filter of the format test.Exact, found a block that is none");
        }
    }

    @Test
    void a_name_in_the_metaindex_that_nobody_knows_is_ignored_whatever_stands_behind_it() {
        TablePlace place = TablePlace.simulated(PLAIN);
        List<Entry> entries = Entry.rows(10, 5);
        place.write(entries);
        place.replace(TableParts.withMetaindex(place.bytes(), "of.tomorrow", Bytes.utf8("~~~~~~ no handle")));

        try (TableReader table = place.open()) {
            assertThat(Entry.all(table.cursor())).isEqualTo(entries);
        }
    }

    @Test
    void never_looking_at_checksums_finds_them_when_asked_to_verify() {
        TablePlace place = TablePlace.simulated(PLAIN.withChecksums(ChecksumPolicy.NEVER));
        List<Entry> entries = Entry.rows(10, 5);
        place.write(entries);
        byte[] damaged = place.bytes().toArray();
        damaged[25] ^= 1;
        place.replace(Bytes.wrap(damaged));

        try (TableReader table = place.open()) {
            table.get(entries.getLast().key());
            assertThat(table.verify())
                    .hasSize(1)
                    .first()
                    .satisfies(damage -> assertThat(damage.offset()).isZero());
        }
    }

    @Test
    void the_cache_is_asked_for_packed_blocks_alone() {
        CountingCache counting = new CountingCache();
        List<Entry> entries = Entry.rows(50, 100);
        try (TableReader packed = TablePlace.simulated(TableOptions.DEFAULT.withCache(counting))
                        .open(entries);
                TableReader plain =
                        TablePlace.simulated(PLAIN.withCache(counting)).open(entries)) {
            plain.get(entries.getFirst().key());
            assertThat(counting.gets()).isZero();
            packed.get(entries.getFirst().key());
            assertThat(counting.gets()).isEqualTo(1);
        }
    }

    @Test
    void no_filter_stores_nothing_and_denies_nothing() {
        FilterPolicy none = FilterPolicy.none();

        assertThat(none.name()).isEmpty();
        assertThat(none.builder().finish()).isEqualTo(Bytes.EMPTY);
        assertThat(none.open(MemorySegment.NULL).mayContain(Bytes.EMPTY)).isTrue();
    }

    @Test
    void options_that_cannot_be_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableOptions.DEFAULT.withBlockBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> TableOptions.DEFAULT.withRestartInterval(0));
        assertThatIllegalArgumentException().isThrownBy(() -> TableOptions.DEFAULT.withUnpackedBytesMax(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableOptions.DEFAULT.withReadable(List.of(Compression.none())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableOptions.DEFAULT.withReadable(
                        List.of(Compression.none(), Compression.snappy(), Compression.snappy())));
    }

    private static String getOrDamage(TableReader table, Entry entry) {
        try {
            Lookup found = table.get(entry.key());
            return found.equals(new Lookup.Found(entry.value())) ? "found" : found.toString();
        } catch (StoreException.Corrupt damage) {
            return "read another block: " + damage.getMessage();
        }
    }

    private static void readUntilClosed(TableReader table, List<Entry> entries, AtomicInteger answers) {
        try {
            for (int i = 0; ; i = (i + 1) % entries.size()) {
                Entry entry = entries.get(i);
                assertThat(table.get(entry.key())).isEqualTo(new Lookup.Found(entry.value()));
                answers.incrementAndGet();
            }
        } catch (TableClosedException _) {
            answers.addAndGet(100);
        }
    }

    private static InternalKey search(String key, long sequence) {
        return InternalKey.search(Bytes.utf8(key), sequence);
    }

    /// Two blocks without entries, and a footer.
    private static Bytes emptyTable() {
        Bytes contents = Bytes.hex("0000000001000000" + "00");
        Bytes block =
                new ByteWriter().raw(contents).fixed32(contents.maskedCrc()).toBytes();
        return block.concat(block).concat(Bytes.hex("0008" + "0d08" + "00".repeat(36) + "57fb808b247547db"));
    }
}
