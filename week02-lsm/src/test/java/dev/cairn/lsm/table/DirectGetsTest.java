package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When directories of rows are made, what they take, and what a get touches that goes by one.
@Tag("3.19")
final class DirectGetsTest {
    private static final List<Entry> ROWS = Entry.rows(400, 100);
    private static final TableOptions PLAIN = TableOptions.DEFAULT.withCompression(Compression.none());

    private final RowBudget budget = RowBudget.of(1 << 20);

    @Test
    void a_block_gets_its_directory_when_it_is_read_for_the_second_time() {
        try (TableReader table = opened(budget)) {
            table.get(target(7));
            assertThat(budget.bytes()).isZero();
            table.get(target(8));
            assertThat(budget.bytes()).isPositive();
        }
    }

    @Test
    void a_cursor_finds_the_same_with_directories_as_without() {
        TableOptions small = PLAIN.withBlockBytes(300);
        try (TableReader table = TablePlace.simulated(small.withRows(budget)).open(ROWS);
                TableReader plain = TablePlace.simulated(small).open(ROWS)) {
            var cursor = table.cursor();
            var expected = plain.cursor();
            for (int i = 0; i < ROWS.size(); i++) {
                InternalKey behind =
                        InternalKey.search(ROWS.get(i).key().userKey().concat(Bytes.utf8("x")), 1_000);
                for (InternalKey target : List.of(target(i), behind)) {
                    boolean isThere = expected.seek(target);
                    assertThat(cursor.seek(target)).isEqualTo(isThere);
                    assertThat(isThere ? InternalKey.at(cursor).toString() : "none")
                            .isEqualTo(isThere ? InternalKey.at(expected).toString() : "none");
                }
            }
        }
    }

    @Test
    void what_directories_take_is_given_back_when_their_table_is_closed() {
        TableReader table = opened(budget);
        readAll(table);
        readAll(table);
        assertThat(budget.bytes()).isBetween(400 * 5L, 400 * 10L);
        table.close();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void the_words_of_the_index_are_taken_once_with_the_first_directory() {
        TableOptions options = PLAIN.withBlockBytes(1).withRows(budget);
        try (TableReader table = TablePlace.simulated(options).open(ROWS)) {
            table.get(target(7));
            table.get(target(7));
            long first = budget.bytes();
            assertThat(first)
                    .as("399 words of 8 bytes, their beginning, and a directory")
                    .isBetween(3_200L, 3_400L);
            table.get(target(8));
            table.get(target(8));
            assertThat(budget.bytes() - first)
                    .as("another directory of one row")
                    .isBetween(1L, 200L);
        }
        assertThat(budget.bytes()).as("when the table is closed").isZero();
    }

    @Test
    void no_more_is_taken_than_there_is_and_gets_go_on() {
        RowBudget small = RowBudget.of(600);
        try (TableReader table = opened(small)) {
            readAll(table);
            readAll(table);
            readAll(table);
            assertThat(small.bytes()).isBetween(1L, 600L);
        }
    }

    @Test
    void who_finds_no_room_for_a_directory_makes_none_in_vain_for_the_next_get() {
        assertThat(blocksReadInThirdPass(RowBudget.of(600), ROWS, 4096))
                .as("blocks read by as many gets")
                .isEqualTo(ROWS.size());
    }

    @Test
    void a_block_that_can_have_no_directory_is_asked_once() {
        List<Entry> tooMany = Entry.rows(800, 100);
        assertThat(blocksReadInThirdPass(budget, tooMany, 1 << 20))
                .as("blocks read by as many gets")
                .isEqualTo(tooMany.size());
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void what_was_given_back_is_there_for_others() {
        RowBudget small = RowBudget.of(600);
        try (TableReader table = opened(small)) {
            readAll(table);
            readAll(table);
        }
        try (TableReader table = opened(small)) {
            readAll(table);
            readAll(table);
            assertThat(small.bytes()).isBetween(1L, 600L);
        }
    }

    @Test
    void two_tables_share_a_budget() {
        try (TableReader one = opened(budget);
                TableReader other = opened(budget)) {
            one.get(target(1));
            one.get(target(1));
            long first = budget.bytes();
            other.get(target(1));
            other.get(target(1));
            assertThat(budget.bytes()).isEqualTo(2 * first);
        }
    }

    @Test
    void a_key_that_is_in_no_block_is_unknown_however_often_it_is_asked_for() {
        try (TableReader table = opened(budget)) {
            for (int i = 0; i < 4; i++) {
                assertThat(table.get(InternalKey.search(Bytes.utf8("row00007x"), 1_000)))
                        .isEqualTo(new Lookup.Unknown());
            }
        }
    }

    @Test
    void of_many_versions_each_is_found_at_its_own_moment() {
        List<Entry> versions = List.of(
                Entry.put("k", 9, "nine"), Entry.delete("k", 6), Entry.put("k", 4, "four"), Entry.put("l", 5, "other"));
        try (TableReader table = new TablePlace(place().disk(), PLAIN.withRows(budget)).open(versions)) {
            for (int pass = 0; pass < 3; pass++) {
                assertThat(table.get(at("k", 9))).isEqualTo(new Lookup.Found(Bytes.utf8("nine")));
                assertThat(table.get(at("k", 8))).isEqualTo(new Lookup.Deleted());
                assertThat(table.get(at("k", 5))).isEqualTo(new Lookup.Found(Bytes.utf8("four")));
                assertThat(table.get(at("k", 3))).isEqualTo(new Lookup.Unknown());
            }
        }
    }

    /// A packed block is asked of the cache each time that it is read.
    private static int blocksReadInThirdPass(RowBudget rows, List<Entry> entries, int blockBytes) {
        CountingCache cache = new CountingCache();
        TableOptions options =
                TableOptions.DEFAULT.withBlockBytes(blockBytes).withCache(cache).withRows(rows);
        try (TableReader table = TablePlace.simulated(options).open(entries)) {
            int before = 0;
            for (int pass = 0; pass < 3; pass++) {
                before = cache.gets();
                entries.forEach(each -> table.get(each.key()));
            }
            return cache.gets() - before;
        }
    }

    private static TablePlace place() {
        return TablePlace.simulated(PLAIN);
    }

    private static TableReader opened(RowBudget rows) {
        return TablePlace.simulated(PLAIN.withRows(rows)).open(ROWS);
    }

    private static void readAll(TableReader table) {
        for (int i = 0; i < ROWS.size(); i++) {
            assertThat(table.get(target(i)))
                    .isEqualTo(new Lookup.Found(ROWS.get(i).value()));
        }
    }

    private static InternalKey target(int row) {
        return InternalKey.search(ROWS.get(row).key().userKey(), 1_000);
    }

    private static InternalKey at(String key, long sequence) {
        return InternalKey.search(Bytes.utf8(key), sequence);
    }
}
