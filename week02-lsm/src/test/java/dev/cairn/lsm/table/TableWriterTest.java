package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.sim.docs.FormatPage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the writer makes of entries, part by part, with no reader beside it.
@Tag("2.5")
final class TableWriterTest {
    private static final TableOptions PLAIN = TableOptions.DEFAULT.withCompression(Compression.none());

    /// The example of `docs/formats/table.md`.
    private static final List<Entry> EXAMPLE = List.of(
            Entry.put("apple", 7, "red"),
            Entry.put("apple", 3, "green"),
            Entry.delete("apples", 5),
            Entry.put("cherry", 6, "dark"));

    @Test
    void each_part_of_the_example_is_as_the_page_says() {
        Bytes page = FormatPage.read("table.md").hex("four-entries");
        Bytes written = write(PLAIN.withBlockBytes(48).withRestartInterval(2), EXAMPLE);

        assertSoftly(softly -> {
            softly.assertThat(hex(written, 0x00, 0x3f)).as("data block 0").isEqualTo(hex(page, 0x00, 0x3f));
            softly.assertThat(hex(written, 0x3f, 0x40)).as("its type").isEqualTo(hex(page, 0x3f, 0x40));
            softly.assertThat(hex(written, 0x40, 0x44)).as("its checksum").isEqualTo(hex(page, 0x40, 0x44));
            softly.assertThat(hex(written, 0x44, 0x66)).as("data block 1").isEqualTo(hex(page, 0x44, 0x66));
            softly.assertThat(hex(written, 0x66, 0x73)).as("metaindex").isEqualTo(hex(page, 0x66, 0x73));
            softly.assertThat(hex(written, 0x73, 0x7f)).as("separator 0").isEqualTo(hex(page, 0x73, 0x7f));
            softly.assertThat(hex(written, 0x7f, 0x81)).as("handle 0").isEqualTo(hex(page, 0x7f, 0x81));
            softly.assertThat(hex(written, 0x81, 0x8d)).as("separator 1").isEqualTo(hex(page, 0x81, 0x8d));
            softly.assertThat(hex(written, 0x8d, 0xa0)).as("rest of the index").isEqualTo(hex(page, 0x8d, 0xa0));
            softly.assertThat(hex(written, 0xa0, 0xd0)).as("footer").isEqualTo(hex(page, 0xa0, 0xd0));
        });
    }

    @Test
    void separators_are_short_and_lie_between_the_blocks() {
        List<Entry> entries = List.of(
                Entry.put("albatross", 1, ""),
                Entry.put("dodo", 1, ""),
                Entry.put("dodos", 1, ""),
                Entry.put("heron", 9, ""),
                Entry.put("heron", 4, ""));

        assertThat(TableParts.of(write(PLAIN.withBlockBytes(1), entries)).separators())
                .as("of blocks with one entry each")
                .containsExactly(
                        "b @ " + newest() + " put",
                        "dodo @ 1 put",
                        "e @ " + newest() + " put",
                        "heron @ 9 put",
                        "i @ " + newest() + " put");
    }

    @Test
    void a_block_ends_with_the_entry_that_makes_it_large_enough() {
        assertThat(TableParts.of(write(PLAIN.withBlockBytes(60), Entry.rows(6, 0)))
                        .offsets())
                .as("entries of 24 and 17 bytes, 8 bytes of restart points, trailers of 5")
                .containsExactly(0, 71, 142);
    }

    @Test
    void an_entry_that_is_larger_than_a_block_is_in_a_block_like_others() {
        List<Entry> entries = List.of(
                Entry.put("a", 1, ""), Entry.put("b", 1, "v".repeat(5_000)), Entry.put("c", 1, "v".repeat(5_000)));
        TableParts table = TableParts.of(write(PLAIN, entries));

        assertThat(table.blocks())
                .extracting(each -> each.block().contents().length())
                .containsExactly(5_033, 5_021);
    }

    @Test
    void every_block_is_where_its_handle_says_and_has_its_checksum() {
        TableParts table = TableParts.of(write(PLAIN, Entry.rows(3_000, 60)));

        assertThat(table.file().length()).as("more than the writer's buffer").isGreaterThan(3 * 64 * 1024);
        assertThat(table.blocks().stream()
                        .map(TableParts.IndexEntry::block)
                        .filter(block -> !block.isSound())
                        .map(TableParts.Stored::offset))
                .as("offsets of data blocks with a wrong checksum behind them")
                .isEmpty();
        assertThat(table.metaindex().isSound())
                .as("the checksum of the metaindex")
                .isTrue();
        assertThat(table.index().isSound()).as("the checksum of the index").isTrue();
    }

    @Test
    void what_is_written_does_not_wait_in_memory_for_the_end() throws IOException {
        try (AppendFile file = TablePlace.simulated(PLAIN).disk().create("000007.sst")) {
            TableWriter writer = new TableWriter(file, PLAIN);
            for (Entry each : Entry.rows(10_000, 100)) {
                TablePlace.add(writer, each);
                assertThat(writer.bytes() - file.size())
                        .as("bytes that the file does not have yet, of %s", writer.bytes())
                        .isLessThan(128 * 1024);
            }
            assertThat(writer.bytes()).isGreaterThan(1_000_000);
        }
    }

    /// A compression that makes of each block as many bytes as it is told.
    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 7", "1, 0", "1000, 0"})
    void a_block_is_packed_if_that_saves_more_than_an_eighth(int more, int type) {
        List<Entry> entries = List.of(Entry.put("k", 1, "v".repeat(987)));
        int contents = 1_008;
        Compression compression = new Fixed(contents - contents / 8 + more);
        TableOptions options =
                PLAIN.withReadable(List.of(Compression.none(), compression)).withCompression(compression);
        TableParts.Stored block =
                TableParts.of(write(options, entries)).blocks().getFirst().block();

        assertThat(block.type())
                .as("of 1,008 bytes, packed to %s", contents - contents / 8 + more)
                .isEqualTo(type);
        assertThat(block.contents().length()).isEqualTo(type == 0 ? contents : contents - contents / 8 + more);
    }

    @Test
    void the_summary_names_keys_of_entries() {
        TablePlace place = TablePlace.simulated(PLAIN.withBlockBytes(48));
        TableSummary summary = place.write(EXAMPLE);

        assertThat(summary.bytes()).isEqualTo(place.bytes().length());
        assertThat(summary.entries()).isEqualTo(4);
        assertThat(summary.smallest()).hasToString("apple @ 7 put");
        assertThat(summary.largest()).hasToString("cherry @ 6 put");
    }

    @Test
    void the_filter_gets_user_keys_and_is_named_in_the_metaindex() {
        List<String> seen = new ArrayList<>();
        TableParts table = TableParts.of(write(PLAIN.withFilter(new Recording(seen)), EXAMPLE));

        assertThat(seen).containsExactly("apple", "apple", "apples", "cherry");
        assertThat(table.metaindex().contents().toUtf8()).contains("filter.test.Recording");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096})
    void keys_that_do_not_ascend_are_a_bug_of_the_caller(int blockBytes) throws IOException {
        try (AppendFile file = TablePlace.simulated(PLAIN).disk().create("000007.sst")) {
            TableWriter writer = new TableWriter(file, PLAIN.withBlockBytes(blockBytes));
            TablePlace.add(writer, Entry.put("b", 5, ""));
            for (Entry each : List.of(Entry.put("b", 5, ""), Entry.put("b", 6, ""), Entry.put("a", 1, ""))) {
                assertThatIllegalStateException()
                        .as("%s behind b @ 5 put", each.key())
                        .isThrownBy(() -> TablePlace.add(writer, each))
                        .withMessage("keys ascend in a table, and %s does not", each.key());
            }
            TablePlace.add(writer, Entry.put("b", 4, ""));
            assertThat(writer.finish().entries()).isEqualTo(2);
        }
    }

    @Test
    void a_table_ends_once_and_has_entries() throws IOException {
        try (AppendFile file = TablePlace.simulated(PLAIN).disk().create("000007.sst")) {
            TableWriter writer = new TableWriter(file, PLAIN);
            assertThatIllegalStateException().as("finish, without entries").isThrownBy(writer::finish);
            TablePlace.add(writer, Entry.put("b", 5, ""));
            writer.finish();

            assertThatIllegalStateException().as("finish, again").isThrownBy(writer::finish);
            assertThatIllegalStateException()
                    .as("add, after the end")
                    .isThrownBy(() -> TablePlace.add(writer, Entry.put("c", 1, "")));
        }
    }

    private static Bytes write(TableOptions options, List<Entry> entries) {
        TablePlace place = TablePlace.simulated(options);
        place.write(entries);
        return place.bytes();
    }

    private static String hex(Bytes bytes, int from, int to) {
        return bytes.slice(Math.min(from, bytes.length()), Math.min(to, bytes.length()))
                .toHex();
    }

    private static long newest() {
        return (1L << 56) - 1;
    }

    /// Makes of every block `bytes` zeros. Stateless.
    private record Fixed(int bytes) implements Compression {
        @Override
        public int id() {
            return 7;
        }

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public Packer packer() {
            return block -> block.length() > 500 ? Bytes.wrap(new byte[bytes]) : block;
        }

        @Override
        public byte[] unpack(byte[] packed, int bytesMax) {
            return packed;
        }
    }

    /// Notes what it is given. Confined to one thread.
    private record Recording(List<String> seen) implements FilterPolicy {
        @Override
        public String name() {
            return "test.Recording";
        }

        @Override
        public Builder builder() {
            return new Builder() {
                @Override
                public void add(byte[] array, int start, int length) {
                    seen.add(Bytes.copyOf(array, start, start + length).toUtf8());
                }

                @Override
                public Bytes finish() {
                    return Bytes.EMPTY;
                }
            };
        }

        @Override
        public Filter open(MemorySegment block) {
            return Filter.none();
        }
    }
}
