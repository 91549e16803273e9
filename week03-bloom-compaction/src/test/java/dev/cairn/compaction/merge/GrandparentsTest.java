package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.TableFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// With how much of the next level a table overlaps while it is written.
@Tag("3.9")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GrandparentsTest {
    private final MergePlace place = new MergePlace();

    @Order(1)
    @Test
    void a_table_that_was_passed_counts_with_its_length() {
        List<TableFile> below = below("b@1=b", "d@1=d", "f@1=f", "h@1=h");
        Grandparents grandparents = new Grandparents(below, 2 * below.getFirst().bytes());
        assertThat(before(grandparents, "a@9=a", "c@9=c", "e@9=e", "g@9=g", "i@9=i"))
                .as("entries before which more than 2 of the tables b, d, f and h are passed, all of one length")
                .containsExactly("g@9=g", "i@9=i");
    }

    @Test
    void a_table_may_overlap_with_just_as_much_of_the_next_level_as_is_allowed() {
        TableFile below = below("b@1=b").getFirst();
        assertThat(before(new Grandparents(List.of(below), below.bytes()), "c@9=c"))
                .as("too much before c, with %s bytes at most and a table of as many", below.bytes())
                .isEmpty();
        assertThat(before(new Grandparents(List.of(below), below.bytes() - 1), "c@9=c"))
                .as("too much before c, with %s bytes at most and a table of one more", below.bytes() - 1)
                .containsExactly("c@9=c");
    }

    @Test
    void a_table_is_passed_once_however_often_is_asked() {
        TableFile below = below("b@1=b").getFirst();
        assertThat(before(new Grandparents(List.of(below), below.bytes()), "c@9=c", "c@8=c", "d@7=d", "e@6=e"))
                .as("entries before which more than one table is passed, where there is one")
                .isEmpty();
    }

    @Test
    void a_table_that_ends_with_the_key_is_not_passed_whichever_of_them_is_the_newer() {
        List<TableFile> below = below("k@5=k");
        assertThat(before(new Grandparents(below, 0), "k@9=k", "k@1=k", "l@1=l"))
                .as("entries behind the table that ends with k@5")
                .containsExactly("l@1=l");
    }

    @Test
    void a_table_that_lies_around_the_key_is_not_passed() {
        TableFile wide = place.table(2, "b@1=b", "y@1=y").table();
        assertThat(before(new Grandparents(List.of(wide), 0), "c@9=c", "x@9=x", "z@9=z"))
                .as("entries behind the table from b to y")
                .containsExactly("z@9=z");
    }

    @Test
    void what_was_passed_before_a_table_begins_does_not_count_for_it() {
        List<TableFile> below = below("b@1=b", "d@1=d", "f@1=f");
        Grandparents grandparents = new Grandparents(below, below.getFirst().bytes());
        assertThat(before(grandparents, "e@9=e"))
                .as("too much: b and d are passed")
                .hasSize(1);
        grandparents.begin();
        assertThat(before(grandparents, "g@9=g"))
                .as("too much: f is passed, and nothing else since the table began")
                .isEmpty();
    }

    /// A table of each entry, in level 2.
    private List<TableFile> below(String... entries) {
        List<TableFile> tables = new ArrayList<>();
        for (String entry : entries) {
            tables.add(place.table(2, entry).table());
        }
        return tables;
    }

    /// The entries before which a table should end.
    private List<String> before(Grandparents grandparents, String... entries) {
        List<String> found = new ArrayList<>();
        try (EntryCursor next = place.cursor(place.table(0, entries).table())) {
            for (boolean isOn = next.first(); isOn; isOn = next.next()) {
                if (grandparents.areTooManyBefore(next)) {
                    found.add(Entries.at(next));
                }
            }
        }
        return found;
    }
}
