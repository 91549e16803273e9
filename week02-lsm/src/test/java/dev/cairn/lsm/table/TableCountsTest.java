package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.InternalKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is counted of the gets of tables, with a filter that is never wrong, with one that says maybe to all, and
/// without.
@Tag("2.6")
final class TableCountsTest {
    private final TableCounts counts = new TableCounts();

    @Test
    void a_filter_that_says_no_is_counted_and_no_block_is_looked_at() {
        getAll(TableOptions.DEFAULT.withFilter(new ExactFilter()));

        assertThat(counts.figures()).isEqualTo(new TableCounts.Figures(4, 1, 0, 3));
    }

    @Test
    void without_a_filter_nobody_is_asked() {
        getAll(TableOptions.DEFAULT);

        assertThat(counts.figures()).isEqualTo(new TableCounts.Figures(0, 0, 0, 4));
    }

    @Test
    void a_maybe_in_vain_is_a_mistake() {
        counts.searched(true, new Lookup.Unknown());
        counts.searched(true, new Lookup.Deleted());
        counts.denied();

        assertThat(counts.figures()).isEqualTo(new TableCounts.Figures(3, 1, 1, 2));
    }

    /// Asks a table of three rows for each of them, and for one between.
    private void getAll(TableOptions options) {
        TablePlace place = TablePlace.simulated(options);
        place.write(Entry.rows(3, 10));
        try (TableReader table =
                TableReader.open(place.disk(), TablePlace.NAME, place.bytes().length(), options, counts)) {
            for (String key : new String[] {"row00000", "row00001", "row00001x", "row00002"}) {
                table.get(InternalKey.search(Bytes.utf8(key), 9));
            }
        }
    }
}
