package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.sim.contract.StoreUnderTest.rowsBackwards;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import org.junit.jupiter.api.Test;

/// Which rows a scan shows, and in which order.
public interface ScanRules extends StoreUnderTest {
    @Test
    default void a_scan_of_an_empty_store_shows_nothing() {
        assertRows(KeyRange.all());
    }

    @Test
    default void rows_come_in_key_order_whatever_the_order_of_writing() {
        putEach("m", "c", "x", "a", "t");
        assertRows(KeyRange.all(), "a=.", "c=.", "m=.", "t=.", "x=.");
    }

    @Test
    default void rows_come_in_reverse_order_backwards() {
        putEach("m", "c", "x", "a", "t");
        settled(() ->
                assertThat(rowsBackwards(store(), KeyRange.all())).containsExactly("x=.", "t=.", "m=.", "c=.", "a=."));
    }

    @Test
    default void bytes_are_ordered_as_unsigned() {
        for (String key : new String[] {"ff", "80", "7f", "00", "01"}) {
            store().put(Bytes.hex(key), utf8(key));
        }
        assertRows(KeyRange.all(), "\\x00=00", "\\x01=01", "\\x7f=7f", "\\x80=80", "\\xff=ff");
    }

    @Test
    default void a_prefix_comes_before_what_it_begins() {
        putEach("ab", "b", "abc", "a", "");
        assertRows(KeyRange.all(), "=.", "a=.", "ab=.", "abc=.", "b=.");
    }

    @Test
    default void text_order_is_byte_order_and_not_number_order() {
        putEach("9", "10", "1");
        assertRows(KeyRange.all(), "1=.", "10=.", "9=.");
    }

    @Test
    default void an_overwritten_key_is_one_row() {
        store().put(utf8("a"), utf8("1"));
        store().put(utf8("b"), utf8("1"));
        store().put(utf8("a"), utf8("2"));
        assertRows(KeyRange.all(), "a=2", "b=1");
    }

    @Test
    default void a_deleted_key_is_no_row() {
        putEach("a", "b", "c");
        store().delete(utf8("b"));
        assertRows(KeyRange.all(), "a=.", "c=.");
    }

    @Test
    default void a_row_may_have_an_empty_value() {
        store().put(utf8("a"), Bytes.EMPTY);
        assertRows(KeyRange.all(), "a=");
    }

    @Test
    default void the_lower_bound_is_included() {
        putEach("a", "b", "c");
        assertRows(KeyRange.from(utf8("b")), "b=.", "c=.");
    }

    @Test
    default void the_upper_bound_is_excluded() {
        putEach("a", "b", "c");
        assertRows(KeyRange.to(utf8("c")), "a=.", "b=.");
    }

    @Test
    default void bounds_need_not_be_keys() {
        putEach("a", "c", "e", "g");
        assertRows(KeyRange.between(utf8("b"), utf8("f")), "c=.", "e=.");
    }

    @Test
    default void bounds_hold_backwards_too() {
        putEach("a", "b", "c", "d");
        settled(() -> assertThat(rowsBackwards(store(), KeyRange.between(utf8("b"), utf8("d"))))
                .containsExactly("c=.", "b=."));
    }

    @Test
    default void a_range_between_two_neighbours_is_empty() {
        putEach("a", "d");
        assertRows(KeyRange.between(utf8("b"), utf8("c")));
    }

    @Test
    default void a_range_from_a_key_to_itself_is_empty() {
        putEach("a", "b", "c");
        assertRows(KeyRange.between(utf8("b"), utf8("b")));
    }

    @Test
    default void a_range_that_ends_before_it_begins_is_empty() {
        putEach("a", "b", "c");
        try (Cursor cursor = store().scan(KeyRange.between(utf8("c"), utf8("a")))) {
            assertThat(cursor.first()).isFalse();
            assertThat(cursor.last()).isFalse();
            assertThat(cursor.seek(utf8("b"))).isFalse();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.previous()).isFalse();
        }
    }

    @Test
    default void a_range_to_the_empty_key_is_empty() {
        putEach("", "a");
        assertRows(KeyRange.to(Bytes.EMPTY));
        assertRows(KeyRange.from(Bytes.EMPTY), "=.", "a=.");
    }

    @Test
    default void a_prefix_shows_what_it_begins_and_itself() {
        putEach("user", "user:", "user:1", "user:2", "user;", "usher");
        assertRows(KeyRange.prefix(utf8("user:")), "user:=.", "user:1=.", "user:2=.");
    }

    @Test
    default void a_prefix_may_end_in_the_largest_byte() {
        for (String key : new String[] {"61fe", "61ff", "61ff00", "61ffff", "62"}) {
            store().put(Bytes.hex(key), utf8(key));
        }
        assertRows(KeyRange.prefix(Bytes.hex("61ff")), "a\\xff=61ff", "a\\xff\\x00=61ff00", "a\\xff\\xff=61ffff");
    }

    @Test
    default void a_prefix_of_largest_bytes_has_no_upper_bound() {
        for (String key : new String[] {"fe", "ff", "ffff", "ffffff"}) {
            store().put(Bytes.hex(key), utf8(key));
        }
        assertRows(KeyRange.prefix(Bytes.hex("ffff")), "\\xff\\xff=ffff", "\\xff\\xff\\xff=ffffff");
    }

    @Test
    default void the_empty_prefix_shows_everything() {
        putEach("", "a", "b");
        assertRows(KeyRange.prefix(Bytes.EMPTY), "=.", "a=.", "b=.");
    }

    @Test
    default void a_scan_finds_rows_among_many_deleted_ones() {
        for (int each = 100; each < 600; each++) {
            store().put(utf8(Integer.toString(each)), utf8("."));
        }
        for (int each = 100; each < 600; each++) {
            if (each != 350) {
                store().delete(utf8(Integer.toString(each)));
            }
        }
        assertRows(KeyRange.all(), "350=.");
        settled(() -> assertThat(rowsBackwards(store(), KeyRange.all())).containsExactly("350=."));
    }

    private void putEach(String... keys) {
        for (String key : keys) {
            store().put(utf8(key), utf8("."));
        }
    }
}
