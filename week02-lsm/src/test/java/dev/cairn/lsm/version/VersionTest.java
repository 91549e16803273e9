package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static dev.cairn.lsm.version.Edits.search;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which tables a version has, in which order they are asked, and which edits fit it.
@Tag("2.7")
final class VersionTest {
    private final Version version = Version.EMPTY
            .withEdit(add(0, table(8, "b", "z"), table(12, "c", "p"), table(9, "a", "n")))
            .withEdit(add(1, table(11, "m", "p"), table(5, "a", "c"), table(6, "d", "k")))
            .withEdit(add(2, table(1, "a", "b"), table(2, "c", "f"), table(3, "g", "o"), table(4, "p", "z")));

    // ---- what it holds

    @Test
    void level_0_has_the_newest_table_first_and_the_others_are_in_the_order_of_their_keys() {
        assertThat(version)
                .as("level 0 newest first, the others by key")
                .hasToString("0: 12 9 8, 1: 5 6 11, 2: 1 2 3 4");
    }

    @Test
    void a_version_knows_how_long_its_levels_are() {
        assertThat(version.bytes(1)).isEqualTo(2_200);
        assertThat(version.bytes(6)).isZero();
        assertThat(version.tables()).hasSize(10);
    }

    @Test
    void an_edit_leaves_the_version_to_which_it_is_applied_as_it_was() {
        Version next = version.withEdit(edit(parts -> parts.delete(0, 8)));
        assertThat(version.level(0)).hasSize(3);
        assertThat(next).hasToString("0: 12 9, 1: 5 6 11, 2: 1 2 3 4").isNotEqualTo(version);
        assertThat(next.level(0)).as("a level of a version").isUnmodifiable();
    }

    @Test
    void the_tables_of_a_level_that_overlap_with_a_range_are_found_by_user_key() {
        assertThat(version.overlapping(1, key("c", 7), key("d", 7)))
                .extracting(TableFile::number)
                .containsExactly(5L, 6L);
        assertThat(version.overlapping(1, key("l", 7), key("l", 7))).isEmpty();
    }

    @Test
    void a_pointer_replaces_that_of_its_level() {
        Version moved = version.withEdit(edit(parts -> parts.pointer(1, key("c", 1))))
                .withEdit(edit(parts -> parts.pointer(1, key("k", 1)).pointer(2, key("f", 1))));
        assertThat(moved.pointer(1)).contains(key("k", 1));
        assertThat(moved.pointer(2)).contains(key("f", 1));
        assertThat(moved.pointer(0)).isEmpty();
    }

    // ---- the order of a search

    @Test
    void level_0_is_asked_newest_first_and_of_each_other_level_one_table() {
        assertThat(numbersFor("d"))
                .as("tables asked for d in %s, if none knows it", version)
                .containsExactly(12L, 9L, 8L, 6L, 2L);
    }

    @Test
    void tables_whose_range_does_not_hold_the_key_are_not_asked() {
        assertThat(numbersFor("a")).containsExactly(9L, 5L, 1L);
        assertThat(numbersFor("l")).containsExactly(12L, 9L, 8L, 3L);
        assertThat(numbersFor("zz")).isEmpty();
    }

    @Test
    void the_borders_of_a_table_belong_to_it() {
        assertThat(numbersFor("c")).containsExactly(12L, 9L, 8L, 5L, 2L);
        assertThat(numbersFor("p")).containsExactly(12L, 8L, 11L, 4L);
    }

    @Test
    void the_first_table_that_knows_anything_ends_the_search() {
        Lookup deleted = new Lookup.Deleted();
        assertThat(version.get(search("d"), (table, _) -> table.number() == 9 ? deleted : foundIn(table, 6)))
                .as("d, of which table 12 knows nothing, 9 that it is deleted, and 6 an old value")
                .isSameAs(deleted);
        assertThat(version.get(search("d"), (table, _) -> foundIn(table, 6)))
                .isEqualTo(new Lookup.Found(Bytes.utf8("6")));
        assertThat(version.get(search("d"), (table, _) -> foundIn(table, 1))).isEqualTo(new Lookup.Unknown());
    }

    @Test
    void of_two_tables_that_share_a_user_key_the_one_is_asked_in_which_the_search_ends() {
        Version shared = Version.EMPTY.withEdit(
                add(1, new TableFile(1, 1, key("a", 1), key("k", 7)), new TableFile(2, 1, key("k", 5), key("z", 1))));
        assertThat(shared.tablesFor(InternalKey.search(Bytes.utf8("k"), 8)))
                .extracting(TableFile::number)
                .containsExactly(1L);
        assertThat(shared.tablesFor(InternalKey.search(Bytes.utf8("k"), 6)))
                .extracting(TableFile::number)
                .containsExactly(2L);
    }

    @Test
    void a_key_that_begins_another_is_not_taken_for_it() {
        Version version = Version.EMPTY.withEdit(add(1, table(1, "ab", "b")));
        assertThat(version.tablesFor(search("a"))).isEmpty();
        assertThat(version.tablesFor(InternalKey.of(Bytes.utf8("b\0"), EntryTag.NEWEST)))
                .isEmpty();
    }

    @Test
    void a_level_of_ten_thousand_tables_is_searched_by_halves() {
        List<Integer> looked = new ArrayList<>();
        List<TableFile> tables = new AbstractList<>() {
            @Override
            public TableFile get(int index) {
                looked.add(index);
                String key = "%05d".formatted(index);
                return table(index + 1, key, key);
            }

            @Override
            public int size() {
                return 10_000;
            }
        };
        assertThat(Version.firstEndingAtOrAfter(tables, search("07777"))).isEqualTo(7_777);
        assertThat(looked.size()).as("tables looked at, to find one of 10,000").isLessThanOrEqualTo(15);
    }

    // ---- edits

    @Test
    void an_edit_may_put_a_table_in_the_place_of_one_of_the_same_number() {
        Version shorter = version.withEdit(edit(parts -> parts.delete(1, 6).add(1, table(6, "d", "f"))));
        assertThat(shorter).hasToString("0: 12 9 8, 1: 5 6 11, 2: 1 2 3 4");
        assertThat(shorter.level(1).get(1).largest()).isEqualTo(key("f", 1));
    }

    // ---- edits that do not fit

    @Test
    void a_table_is_moved_by_an_edit_that_deletes_and_adds_it() {
        Version moved = version.withEdit(edit(parts -> parts.delete(1, 5).add(3, table(5, "a", "c"))));
        assertThat(moved).hasToString("0: 12 9 8, 1: 6 11, 2: 1 2 3 4, 3: 5");
    }

    @Test
    void a_table_that_is_not_there_cannot_be_deleted() {
        requireConflict(
                edit(parts -> parts.delete(1, 12)), "table 12 in level 1, to be deleted", "none of that number");
    }

    @Test
    void tables_below_level_0_must_not_overlap() {
        requireConflict(
                add(1, table(13, "k", "l")),
                "table 13 of level 1 to begin behind k @ 1 put, where table 6 ends",
                "that it begins at k @ 1 put");
    }

    @Test
    void a_number_cannot_be_there_twice() {
        requireConflict(add(1, table(4, "x", "y")), "table 4 once", "it in level 1 and in level 2");
        requireConflict(add(0, table(12, "x", "y")), "table 12 once", "it in level 0 and in level 0");
    }

    @Test
    void what_no_table_can_be_is_refused() {
        assertThatThrownBy(() -> table(0, "a", "b")).hasMessage("no table has the number 0");
        assertThatThrownBy(() -> new TableFile(1, -1, key("a", 1), key("a", 1)))
                .hasMessage("table 1 cannot have -1 bytes");
        assertThatThrownBy(() -> table(1, "b", "a")).hasMessageContaining("cannot begin at b @ 1 put");
        assertThatThrownBy(() -> edit(parts -> parts.delete(7, 1))).hasMessage("no level is 7");
        assertThatThrownBy(() -> edit(parts -> parts.logNumber(-1))).hasMessage("no file has the number -1");
    }

    private void requireConflict(VersionEdit edit, String expected, String actual) {
        assertThatExceptionOfType(Version.Conflict.class)
                .as("%s, to which an edit is applied that does not fit", version)
                .isThrownBy(() -> version.withEdit(edit))
                .satisfies(conflict -> {
                    assertThat(conflict.expected())
                            .as("expected, of %s", conflict)
                            .isEqualTo(expected);
                    assertThat(conflict.actual()).as("found, of %s", conflict).isEqualTo(actual);
                });
    }

    private List<Long> numbersFor(String key) {
        return version.tablesFor(search(key)).stream().map(TableFile::number).toList();
    }

    private static Lookup foundIn(TableFile table, long number) {
        return table.number() == number ? new Lookup.Found(Bytes.utf8(Long.toString(number))) : new Lookup.Unknown();
    }
}
