package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.sim.docs.FormatPage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/filter.md` is what the code does: its tables, and its example, byte for byte.
final class FilterFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("filter.md");
    private static final List<String> KEYS = List.of("apple", "banana", "cherry");

    @Test
    @Tag("3.4")
    void the_example_is_what_is_written() {
        FilterPolicy.Builder builder = BlockedBloom.at(0.01).builder();
        KEYS.forEach(key -> builder.add(Bytes.utf8(key).toArray(), 0, key.length()));

        assertThat(builder.finish()).isEqualTo(PAGE.hex("three-keys"));
    }

    @Test
    @Tag("3.4")
    void the_example_knows_its_keys_and_hardly_any_other() {
        FilterPolicy.Filter filter =
                BlockedBloom.at(0.01).open(PAGE.hex("three-keys").asSegment());

        assertThat(KEYS).allMatch(key -> filter.mayContain(Bytes.utf8(key)));
        assertThat(TestKeys.found(1000, filter::mayContain)).isLessThan(0.01);
    }

    @Test
    void the_page_names_the_constants() {
        List<List<String>> fields = PAGE.table("| offset | bytes | field | meaning |");

        assertThat(fields.get(0)).startsWith(Integer.toString(BlockedBloomFormat.PROBES_OFFSET), "4", "probes");
        assertThat(fields.get(0).getLast()).endsWith("1 to " + BloomSize.PROBES_MAX);
        assertThat(fields.get(1)).startsWith(Integer.toString(BlockedBloomFormat.LINES_OFFSET), "4", "lines");
        assertThat(fields.get(2))
                .startsWith(
                        Integer.toString(BlockedBloomFormat.HEADER_BYTES),
                        BlockedBloomFormat.LINE_BYTES + " each",
                        "line");
        assertThat(PAGE.text())
                .contains("`filter." + BlockedBloomFormat.NAME + "`")
                .contains("At most %,d lines".formatted(BlockedBloomFormat.LINES_MAX));
    }

    @Test
    void the_hashes_of_the_page_are_those_of_the_keys() {
        for (List<String> row : PAGE.table("| key | hash |")) {
            String key = row.getFirst().replace("`", "");
            assertThat(row.getLast()).as("%s", key).isEqualTo("`%016x`".formatted(Hash64.of(Bytes.utf8(key))));
        }
    }

    @Test
    @Tag("3.3")
    void the_sizes_of_the_page_are_those_of_the_rates() {
        for (List<String> row : PAGE.table("| rate | probes | bits per key | of a classical filter |")) {
            double rate = Double.parseDouble(row.getFirst());
            BloomSize size = BlockedBloom.at(rate).size();
            assertThat(size.probes()).isEqualTo(Integer.parseInt(row.get(1)));
            assertThat(size.bitsPerKey()).isEqualTo(Double.parseDouble(row.get(2)), within(0.005));
            assertThat(BloomSize.of(rate).bitsPerKey()).isEqualTo(Double.parseDouble(row.get(3)), within(0.005));
        }
    }
}
