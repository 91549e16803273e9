package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.sim.docs.FormatPage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/table.md` is what the code does: its tables name the code's constants, and its
/// example is read and written again, byte for byte.
final class TableFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("table.md");
    private static final TableOptions OPTIONS =
            TableOptions.DEFAULT.withBlockBytes(48).withRestartInterval(2).withCompression(Compression.none());
    private static final List<Entry> ENTRIES = List.of(
            Entry.put("apple", 7, "red"),
            Entry.put("apple", 3, "green"),
            Entry.delete("apples", 5),
            Entry.put("cherry", 6, "dark"));

    @Test
    @Tag("2.5")
    void the_example_is_what_is_written() {
        TablePlace place = TablePlace.simulated(OPTIONS);
        place.write(ENTRIES);

        assertThat(place.bytes()).isEqualTo(PAGE.hex("four-entries"));
    }

    @Test
    @Tag("2.6")
    void the_example_is_read_as_the_page_says() {
        TablePlace place = TablePlace.simulated(OPTIONS);
        place.write(Entry.rows(1, 1));

        try (TableReader table = place.replace(PAGE.hex("four-entries")).open()) {
            assertThat(Entry.all(table.cursor())).isEqualTo(ENTRIES);
            assertThat(table.verify()).isEmpty();
        }
    }

    @Test
    void the_table_of_types_is_what_is_readable_unless_somebody_says_otherwise() {
        assertThat(PAGE.table("| type | name | contents |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(TableOptions.DEFAULT.readable().stream()
                        .map(each -> each.id() + " " + each.name())
                        .toList());
    }

    @Test
    void the_table_of_the_footer_has_its_magic() {
        List<String> magic = PAGE.table("| offset | bytes | field | meaning |").getLast();

        assertThat(magic)
                .containsExactly(
                        Integer.toString(TableFormat.MAGIC_OFFSET),
                        Integer.toString(TableFormat.FOOTER_BYTES - TableFormat.MAGIC_OFFSET),
                        "magic",
                        "`" + Long.toHexString(TableFormat.MAGIC) + "`");
    }

    @Test
    void the_table_of_the_trailer_is_as_long_as_the_trailer() {
        assertThat(PAGE.table("| offset from the end of the contents | bytes | field | meaning |").stream()
                        .mapToInt(row -> Integer.parseInt(row.get(1)))
                        .sum())
                .isEqualTo(TableFormat.TRAILER_BYTES);
    }
}
