package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where one output ends and the next begins.
@Tag("3.10")
final class OutputTablesTest {
    private final MergePlace place = new MergePlace();

    @Test
    void a_table_ends_when_it_is_long_enough() {
        place.table(0, rows("a", 40));
        List<List<String>> outputs = place.mergeAll(1, 99, 400);
        assertThat(outputs).as("tables of about 400 bytes").hasSizeBetween(4, 10);
        assertThat(outputs.stream().flatMap(List::stream)).containsExactly(rows("a", 40));
        assertThat(place.version().level(1))
                .allSatisfy(table -> assertThat(table.bytes()).isBetween(100L, 800L));
    }

    @Test
    void the_versions_of_a_key_are_all_in_one_table() {
        place.table(0, "a@1=a", "k@2=k", "k@3=k", "k@4=k", "k@5=k", "k@6=k", "k@7=k", "z@8=z");
        assertThat(place.mergeAll(1, 0, 1))
                .as("tables of one key each, and all versions of it")
                .containsExactly(
                        List.of("a@1=a"),
                        List.of("k@7=k", "k@6=k", "k@5=k", "k@4=k", "k@3=k", "k@2=k"),
                        List.of("z@8=z"));
    }

    @Test
    void the_versions_of_a_key_are_all_in_one_table_wherever_the_table_below_ends() {
        place.table(2, "a@1=" + "x".repeat(20_000), "k@1=k");
        place.table(0, "b@9=b", "k@9=k", "k@8=k", "k@7=k", "l@9=l");
        assertThat(place.mergeAll(1, 0, 1_000))
                .as("the table of the next level that ends at k, more than 10 times 1,000 bytes long, is behind l")
                .containsExactly(List.of("b@9=b", "k@9=k", "k@8=k", "k@7=k"), List.of("l@9=l"));
    }

    @Test
    void a_table_ends_before_it_overlaps_with_too_much_of_the_next_level() {
        for (String key : List.of("b", "d", "f", "h")) {
            place.table(2, key + "@1=" + "x".repeat(6_000));
        }
        place.table(0, "a@9=a", "c@9=c", "e@9=e", "g@9=g", "i@9=i");
        assertThat(place.mergeAll(1, 99, 1_000))
                .as("tables that overlap with two of 6,000 bytes in the next level, where 10,000 are too many")
                .containsExactly(List.of("a@9=a", "c@9=c"), List.of("e@9=e", "g@9=g"), List.of("i@9=i"));
    }

    @Test
    void what_the_next_level_has_before_the_first_key_of_a_table_does_not_count() {
        for (String key : List.of("a", "b", "c")) {
            place.table(2, key + "@1=" + "x".repeat(6_000));
        }
        place.table(0, "p@9=p", "q@9=q");
        assertThat(place.mergeAll(1, 99, 1_000))
                .as("one table: the next level has 18,000 bytes, but all of them before p")
                .containsExactly(List.of("p@9=p", "q@9=q"));
    }

    @Test
    void what_the_next_level_has_behind_a_table_that_is_full_does_not_count_for_the_next_one() {
        for (String key : List.of("b", "c", "d")) {
            place.table(2, key + "@1=" + "x".repeat(6_000));
        }
        String full = "a@9=" + "x".repeat(6_000);
        place.table(0, full, "p@9=p", "q@9=q");
        assertThat(place.mergeAll(1, 99, 1_000))
                .as("a table that is full by one entry, and behind it one table: the 18,000 bytes lie before p")
                .containsExactly(List.of(full), List.of("p@9=p", "q@9=q"));
    }

    @Test
    void nothing_that_is_left_means_no_table() {
        place.table(1, "a@1=a", "b@2=b");
        place.table(0, "a@3 deleted", "b@4 deleted");
        assertThat(place.mergeAll(1, 9, 1 << 20)).as("tables").isEmpty();
        assertThat(place.version()).hasToString("no tables");
        assertThat(place.names())
                .as("files: the inputs, which are not deleted here")
                .containsExactly("000001.sst", "000002.sst");
    }

    @Test
    void nothing_goes_below_the_lowest_level() {
        place.table(6, "a@1=a", "c@1=c");
        place.table(5, "b@2=b");
        assertThat(place.mergeAll(6, 9)).containsExactly("a@1=a", "b@2=b", "c@1=c");
        assertThat(place.version()).hasToString("6: 3");
    }

    private static String[] rows(String prefix, int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("%s%03d@%d=value %d".formatted(prefix, i, i + 1, i));
        }
        return rows.toArray(String[]::new);
    }
}
