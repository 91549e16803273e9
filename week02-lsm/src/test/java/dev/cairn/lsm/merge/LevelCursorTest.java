package dev.cairn.lsm.merge;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The tables of a level, one behind the other: which are opened, and how a cursor comes from one to the next.
@Tag("2.11")
final class LevelCursorTest {
    private final List<TableFile> tables = new ArrayList<>();
    private final Map<Long, String[]> entries = new TreeMap<>();
    private final List<Opened> opened = new ArrayList<>();

    /// A table that was opened, and what was made for it.
    private record Opened(long number, TestSource source) {}

    @Test
    void entries_of_all_tables_are_shown_both_ways() {
        EntryCursor cursor = abcdef();
        assertThat(Entries.forward(cursor)).containsExactly("a@1=1", "b@1=1", "c@1=1", "d@1=1", "e@1=1", "f@1=1");
        assertThat(Entries.back(cursor)).containsExactly("f@1=1", "e@1=1", "d@1=1", "c@1=1", "b@1=1", "a@1=1");
    }

    @Test
    void only_the_table_in_which_it_stands_is_open() {
        EntryCursor cursor = abcdef();
        assertThat(opened()).as("tables opened before the first move").isEmpty();
        cursor.first();
        assertThat(open()).containsExactly(1L);
        cursor.next();
        cursor.next();
        assertThat(open()).as("at c").containsExactly(2L);
        cursor.previous();
        assertThat(open()).as("back at b").containsExactly(1L);
        cursor.last();
        assertThat(open()).containsExactly(3L);
        assertThat(cursor.next()).isFalse();
        assertThat(open()).as("off the end").isEmpty();
        assertThat(cursor.isOnEntry()).isFalse();
    }

    @Test
    void a_step_over_the_edge_of_a_table_and_back_is_where_it_was() {
        EntryCursor cursor = abcdef();
        cursor.seek(key("c"));
        assertThat(cursor.previous()).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("b@1=1");
        assertThat(cursor.next()).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("c@1=1");
    }

    @Test
    void a_seek_opens_the_one_table_that_can_have_it() {
        EntryCursor cursor = abcdef();
        assertThat(cursor.seek(key("d"))).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("d@1=1");
        assertThat(opened()).as("tables opened to find d").containsExactly(2L);
    }

    @Test
    void a_seek_between_two_tables_finds_the_first_entry_of_the_later_one() {
        EntryCursor cursor = abcdef();
        assertThat(cursor.seek(key("bb"))).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("c@1=1");
        assertThat(cursor.previous()).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("b@1=1");
    }

    @Test
    void a_seek_before_all_finds_the_first_and_one_behind_all_finds_none() {
        EntryCursor cursor = abcdef();
        assertThat(cursor.seek(key(""))).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("a@1=1");
        assertThat(cursor.seek(key("g"))).isFalse();
        assertThat(cursor.isOnEntry()).isFalse();
        assertThat(open()).as("behind all tables").isEmpty();
        assertThat(cursor.first()).isTrue();
    }

    @Test
    void a_seek_within_the_open_table_does_not_open_it_again() {
        EntryCursor cursor = abcdef();
        cursor.seek(key("c"));
        cursor.seek(key("d"));
        assertThat(opened()).as("tables opened for two seeks into table 2").containsExactly(2L);
    }

    @Test
    void tables_without_entries_are_passed_over() {
        table(1, "a@1=1", "b@1=1");
        table(2, "c@1=1", "d@1=1");
        table(3, "e@1=1", "f@1=1");
        entries.put(1L, new String[0]);
        entries.put(2L, new String[0]);
        EntryCursor cursor = cursor();
        assertThat(Entries.forward(cursor)).containsExactly("e@1=1", "f@1=1");
        assertThat(cursor.seek(key("a"))).isTrue();
        assertThat(Entries.at(cursor)).isEqualTo("e@1=1");
        assertThat(cursor.previous()).isFalse();
        entries.put(3L, new String[0]);
        assertThat(cursor().last()).isFalse();
    }

    @Test
    void a_level_without_tables_has_no_entry() {
        EntryCursor cursor = cursor();
        assertThat(cursor.first()).isFalse();
        assertThat(cursor.last()).isFalse();
        assertThat(cursor.seek(key("a"))).isFalse();
    }

    private EntryCursor abcdef() {
        table(1, "a@1=1", "b@1=1");
        table(2, "c@1=1", "d@1=1");
        table(3, "e@1=1", "f@1=1");
        return cursor();
    }

    private void table(long number, String first, String last) {
        tables.add(
                new TableFile(number, 100, key(first.substring(0, 1)), InternalKey.of(utf8(last.substring(0, 1)), 0)));
        entries.put(number, new String[] {first, last});
    }

    private EntryCursor cursor() {
        return LevelCursor.over(tables, table -> {
            Opened made =
                    new Opened(table.number(), TestSource.of(entries.getOrDefault(table.number(), new String[0])));
            opened.add(made);
            return made.source();
        });
    }

    /// The numbers of the tables that were ever opened, in that order.
    private List<Long> opened() {
        return opened.stream().map(Opened::number).toList();
    }

    /// Those of the tables that are open now.
    private List<Long> open() {
        return opened.stream()
                .filter(each -> !each.source().isClosed())
                .map(Opened::number)
                .toList();
    }

    private static InternalKey key(String key) {
        return InternalKey.search(utf8(key), 9);
    }
}
