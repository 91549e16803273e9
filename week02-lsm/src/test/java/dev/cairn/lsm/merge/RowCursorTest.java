package dev.cairn.lsm.merge;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rows of one moment, of entries that were made by hand.
@Tag("2.12")
final class RowCursorTest {
    // ---- which entry of a key is the row

    @Test
    void of_each_key_the_newest_entry_that_is_old_enough_is_the_row() {
        TestSource entries =
                TestSource.of("a@9=9", "a@4=4", "a@2=2", "b@8 deleted", "b@3=3", "c@7=7", "c@1=1", "d@9=9");
        requireRowsBothWays(entries, 1, "c=1");
        requireRowsBothWays(entries, 3, "a=2", "b=3", "c=1");
        requireRowsBothWays(entries, 7, "a=4", "b=3", "c=7");
        requireRowsBothWays(entries, 8, "a=4", "c=7");
        requireRowsBothWays(entries, 9, "a=9", "c=7", "d=9");
    }

    @Test
    void a_tombstone_hides_the_older_puts_of_its_key_and_nothing_else() {
        requireRowsBothWays(TestSource.of("a@1=1", "b@5 deleted", "b@4=4", "b@2=2", "c@1=1"), 9, "a=1", "c=1");
        requireRowsBothWays(TestSource.of("a@5 deleted", "a@4=4", "b@9 deleted"), 9);
    }

    @Test
    void a_put_behind_a_tombstone_is_a_row_again() {
        requireRowsBothWays(TestSource.of("a@6=6", "a@5 deleted", "a@4=4"), 9, "a=6");
        requireRowsBothWays(TestSource.of("a@6=6", "a@5 deleted", "a@4=4"), 5);
    }

    @Test
    void a_key_that_begins_with_another_is_another_key() {
        requireRowsBothWays(TestSource.of("a@3 deleted", "a@1=1", "aa@2=2", "aaa@1=1"), 9, "aa=2", "aaa=1");
    }

    @Test
    void without_entries_there_are_no_rows() {
        requireRowsBothWays(TestSource.of(), 9);
    }

    @Test
    void an_empty_value_is_a_value() {
        requireRowsBothWays(TestSource.of("a@3="), 9, "a=");
    }

    // ---- seek and range

    @Test
    void a_seek_finds_the_first_row_at_or_behind_its_key() {
        try (Cursor rows = cursor(TestSource.of("a@1=1", "b@9=9", "b@2=2", "c@3 deleted", "c@1=1", "d@1=1"), 8)) {
            assertThat(rows.seek(utf8("b"))).isTrue();
            assertThat(at(rows)).as("sought b, of which one entry is too new").isEqualTo("b=2");
            assertThat(rows.seek(utf8("c"))).isTrue();
            assertThat(at(rows)).as("sought c, which is deleted").isEqualTo("d=1");
            assertThat(rows.seek(utf8("e"))).isFalse();
            assertThat(rows.previous()).isTrue();
            assertThat(at(rows))
                    .as("one back, after nothing was found behind e")
                    .isEqualTo("d=1");
        }
    }

    @Test
    void a_range_begins_with_its_first_key_and_ends_before_its_last() {
        TestSource entries = TestSource.of("a@1=1", "b@2=2", "b@1=1", "c@1=1", "d@1=1", "e@1=1");
        KeyRange range = new KeyRange(Optional.of(utf8("b")), Optional.of(utf8("d")));
        assertThat(forward(rangeOf(entries, range))).containsExactly("b=2", "c=1");
        assertThat(back(rangeOf(entries, range))).containsExactly("c=1", "b=2");
        KeyRange behindAll = new KeyRange(Optional.of(utf8("b")), Optional.of(utf8("x")));
        assertThat(back(rangeOf(entries, behindAll))).containsExactly("e=1", "d=1", "c=1", "b=2");
        KeyRange inAGap = new KeyRange(Optional.of(utf8("bb")), Optional.of(utf8("bc")));
        assertThat(forward(rangeOf(entries, inAGap))).isEmpty();
        assertThat(back(rangeOf(entries, inAGap))).isEmpty();
    }

    @Test
    void a_seek_does_not_leave_the_range() {
        KeyRange range = new KeyRange(Optional.of(utf8("b")), Optional.of(utf8("d")));
        try (Cursor rows = rangeOf(TestSource.of("a@1=1", "b@1=1", "c@1=1", "d@1=1"), range)) {
            assertThat(rows.seek(utf8("a"))).isTrue();
            assertThat(at(rows)).as("sought a, which is before the range").isEqualTo("b=1");
            assertThat(rows.seek(utf8("d")))
                    .as("is there a row at d, the end of the range?")
                    .isFalse();
            assertThat(rows.previous()).isTrue();
            assertThat(at(rows)).isEqualTo("c=1");
        }
    }

    // ---- ends and turns

    @Test
    void from_either_end_one_step_finds_the_nearest_row() {
        try (Cursor rows = cursor(TestSource.of("a@1=1", "b@1=1"), 9)) {
            assertThat(rows.previous())
                    .as("a step back from before the first row")
                    .isFalse();
            assertThat(rows.next()).isTrue();
            assertThat(at(rows)).isEqualTo("a=1");
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
            assertThat(rows.next()).as("a step forward from after the last row").isFalse();
            assertThat(rows.previous()).isTrue();
            assertThat(at(rows)).as("a step back from after the last row").isEqualTo("b=1");
            assertThat(rows.previous()).isTrue();
            assertThat(rows.previous()).isFalse();
            assertThat(rows.next()).isTrue();
            assertThat(at(rows)).isEqualTo("a=1");
        }
    }

    @Test
    void a_turn_at_any_row_shows_the_neighbour() {
        TestSource entries = TestSource.of(
                "a@9=9", "a@4=4", "a@2=2", "b@8 deleted", "b@3=3", "c@7=7", "c@1=1", "d@9=9", "e@5=5", "e@4 deleted");
        List<String> expected = List.of("a=4", "c=7", "e=5");
        for (int place = 0; place < expected.size(); place++) {
            String row = expected.get(place);
            try (Cursor rows = cursor(entries, 8)) {
                rows.seek(utf8(row.substring(0, 1)));
                requireStep(rows, rows.previous(), expected, place - 1, "previous of " + row);
                requireStep(rows, rows.next(), expected, place, "previous of " + row + ", and next");
                requireStep(rows, rows.next(), expected, place + 1, "next of " + row);
                requireStep(rows, rows.previous(), expected, place, "next of " + row + ", and previous");
            }
        }
    }

    private static void requireStep(Cursor rows, boolean isOn, List<String> expected, int place, String step) {
        boolean isExpected = place >= 0 && place < expected.size();
        assertThat(isOn).as("%s: is there a row?", step).isEqualTo(isExpected);
        if (isExpected) {
            assertThat(at(rows)).as(step).isEqualTo(expected.get(place));
        }
    }

    @Test
    void what_is_added_meanwhile_is_not_seen() {
        TestSource entries = TestSource.of("b@1=1", "d@1=1", "f@1=1");
        try (Cursor rows = cursor(entries, 1)) {
            rows.last();
            entries.add("a@2=2");
            entries.add("f@3=3");
            entries.add("e@4=4");
            assertThat(rows.previous()).isTrue();
            assertThat(at(rows)).isEqualTo("d=1");
            entries.add("d@5 deleted");
            entries.add("c@6=6");
            assertThat(rows.next()).isTrue();
            assertThat(at(rows))
                    .as("the next of d, where c and e were written meanwhile")
                    .isEqualTo("f=1");
            assertThat(rows.previous()).isTrue();
            assertThat(rows.previous()).isTrue();
            assertThat(at(rows)).isEqualTo("b=1");
            entries.add("aa@7=7");
            assertThat(rows.next()).isTrue();
            assertThat(at(rows))
                    .as("the next of b, where aa was written before it")
                    .isEqualTo("d=1");
        }
    }

    // ---- closing

    @Test
    void closing_releases_what_it_holds_once_and_then_it_is_closed() {
        TestSource entries = TestSource.of("a@1=1");
        List<String> released = new ArrayList<>();
        Cursor rows = new RowCursor(entries, 9, KeyRange.all(), () -> released.add("released"));
        rows.next();
        rows.close();
        rows.close();
        assertThat(released).hasSize(1);
        assertThat(entries.isClosed()).isTrue();
        assertThat(rows.isOnRow()).isFalse();
        assertThatThrownBy(rows::next).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(rows::previous).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(rows::first).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(rows::last).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> rows.seek(Bytes.EMPTY)).isInstanceOf(StoreException.Closed.class);
    }

    private static void requireRowsBothWays(TestSource entries, long sequence, String... expected) {
        assertThat(forward(cursor(entries, sequence)))
                .as("forward, at %s, of %s", sequence, entries)
                .containsExactly(expected);
        assertThat(back(cursor(entries, sequence)))
                .as("back, at %s, of %s", sequence, entries)
                .containsExactlyElementsOf(List.of(expected).reversed());
    }

    private static Cursor cursor(TestSource entries, long sequence) {
        return new RowCursor(entries, sequence, KeyRange.all(), () -> {});
    }

    private static Cursor rangeOf(TestSource entries, KeyRange range) {
        return new RowCursor(entries, 9, range, () -> {});
    }

    private static List<String> forward(Cursor rows) {
        List<String> found = new ArrayList<>();
        try (rows) {
            for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                found.add(at(rows));
            }
        }
        return found;
    }

    private static List<String> back(Cursor rows) {
        List<String> found = new ArrayList<>();
        try (rows) {
            for (boolean isOn = rows.last(); isOn; isOn = rows.previous()) {
                found.add(at(rows));
            }
        }
        return found;
    }

    private static String at(Cursor rows) {
        return rows.key().toUtf8() + "=" + rows.value().toUtf8();
    }
}
