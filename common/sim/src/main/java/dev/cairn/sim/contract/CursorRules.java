package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.sim.contract.StoreUnderTest.rest;
import static dev.cairn.sim.contract.StoreUnderTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a cursor moves: over the rows `b d f h` inside the range from `b` to `i`, with `a` and `z` outside of it.
///
/// ```
///   a  [  b   d   f   h  )  z
/// ```
public interface CursorRules extends StoreUnderTest {
    /// The rows inside of the range.
    List<String> ROWS = List.of("b=.", "d=.", "f=.", "h=.");

    /// How many steps the longest walk has; all walks up to there are tried.
    int WALK_STEPS = 8;

    @Test
    default void a_new_cursor_stands_before_the_first_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            assertThat(cursor.isOnRow()).isFalse();
            assertThat(rest(cursor)).isEqualTo(ROWS);
        }
    }

    @Test
    default void first_and_last_find_the_ends_from_anywhere() {
        try (Cursor cursor = cursorOverFourRows()) {
            for (int each = 0; each < 2; each++) {
                assertThat(cursor.last()).isTrue();
                assertThat(row(cursor)).isEqualTo("h=.");
                assertThat(cursor.first()).isTrue();
                assertThat(row(cursor)).isEqualTo("b=.");
            }
        }
    }

    @Test
    default void past_the_end_it_stays_and_one_step_back_is_the_last_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.last();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.isOnRow()).isFalse();
            assertThat(cursor.previous()).isTrue();
            assertThat(row(cursor)).isEqualTo("h=.");
        }
    }

    @Test
    default void before_the_start_it_stays_and_one_step_forward_is_the_first_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.first();
            assertThat(cursor.previous()).isFalse();
            assertThat(cursor.previous()).isFalse();
            assertThat(cursor.isOnRow()).isFalse();
            assertThat(cursor.next()).isTrue();
            assertThat(row(cursor)).isEqualTo("b=.");
        }
    }

    @Test
    default void previous_after_next_is_the_row_before() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.seek(utf8("d"));
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.previous()).isTrue();
            assertThat(row(cursor)).isEqualTo("d=.");
        }
    }

    @Test
    default void next_after_previous_is_the_row_after() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.seek(utf8("f"));
            assertThat(cursor.previous()).isTrue();
            assertThat(cursor.next()).isTrue();
            assertThat(row(cursor)).isEqualTo("f=.");
        }
    }

    @Test
    default void every_walk_of_eight_steps_is_the_walk_over_a_list() {
        try (Cursor cursor = cursorOverFourRows()) {
            for (int walk = 0; walk < 1 << WALK_STEPS; walk++) {
                walk(cursor, walk);
            }
        }
    }

    @Test
    default void seek_finds_the_key_itself() {
        try (Cursor cursor = cursorOverFourRows()) {
            assertThat(cursor.seek(utf8("d"))).isTrue();
            assertThat(row(cursor)).isEqualTo("d=.");
        }
    }

    @Test
    default void seek_finds_the_next_key_if_the_key_itself_is_absent() {
        try (Cursor cursor = cursorOverFourRows()) {
            assertThat(cursor.seek(utf8("c"))).isTrue();
            assertThat(row(cursor)).isEqualTo("d=.");
            assertThat(cursor.previous()).isTrue();
            assertThat(row(cursor)).isEqualTo("b=.");
        }
    }

    @Test
    default void seek_goes_back_as_well_as_forward() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.last();
            assertThat(cursor.seek(utf8("d"))).isTrue();
            assertThat(rest(cursor)).containsExactly("f=.", "h=.");
        }
    }

    @Test
    default void seek_before_the_range_finds_its_first_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            assertThat(cursor.seek(Bytes.EMPTY)).isTrue();
            assertThat(row(cursor)).isEqualTo("b=.");
            assertThat(cursor.previous()).isFalse();
        }
    }

    @Test
    default void seek_past_the_range_finds_nothing_and_stands_after_the_last_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            for (String past : List.of("hh", "i", "z", "zz")) {
                assertThat(cursor.seek(utf8(past))).isFalse();
                assertThat(cursor.isOnRow()).isFalse();
                assertThat(cursor.next()).isFalse();
                assertThat(cursor.previous()).isTrue();
                assertThat(row(cursor)).isEqualTo("h=.");
            }
        }
    }

    @Test
    default void off_a_row_there_is_no_key_and_no_value() {
        try (Cursor cursor = cursorOverFourRows()) {
            assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
            cursor.seek(utf8("z"));
            assertThatThrownBy(cursor::key).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    default void key_and_value_outlive_the_step_to_the_next_row() {
        try (Cursor cursor = cursorOverFourRows()) {
            cursor.first();
            Bytes key = cursor.key();
            Bytes value = cursor.value();
            cursor.last();
            assertThat(row(key, value)).isEqualTo("b=.");
        }
    }

    @Test
    default void a_cursor_may_be_closed_early_and_twice() {
        Cursor cursor = cursorOverFourRows();
        cursor.next();
        cursor.close();
        cursor.close();
        store().put(utf8("k"), utf8("1"));
        assertHolds(utf8("k"), utf8("1"));
    }

    @Test
    default void a_closed_cursor_says_so() {
        Cursor cursor = cursorOverFourRows();
        cursor.next();
        cursor.close();
        assertThatThrownBy(cursor::next).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(cursor::previous).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(cursor::first).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(cursor::last).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> cursor.seek(utf8("b"))).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    default void cursors_move_independently() {
        try (Cursor one = cursorOverFourRows();
                Cursor other = store().scan(KeyRange.all())) {
            one.first();
            other.last();
            one.next();
            assertThat(row(one)).isEqualTo("d=.");
            assertThat(row(other)).isEqualTo("z=.");
        }
    }

    private Cursor cursorOverFourRows() {
        for (String key : List.of("a", "b", "d", "f", "h", "z")) {
            store().put(utf8(key), utf8("."));
        }
        KeyRange range = KeyRange.between(utf8("b"), utf8("i"));
        assertRows(range, ROWS.toArray(String[]::new));
        return store().scan(range);
    }

    /// Walks from before the first row; each bit of `walk` is one step, 1 forward and 0 back.
    private static void walk(Cursor cursor, int walk) {
        cursor.first();
        cursor.previous();
        int position = -1;
        for (int step = 0; step < WALK_STEPS; step++) {
            boolean forward = (walk >> step & 1) == 1;
            position = Math.clamp(position + (forward ? 1 : -1), -1, ROWS.size());
            boolean onRow = forward ? cursor.next() : cursor.previous();
            String walked = "step %s of walk %s".formatted(step, Integer.toBinaryString(walk));
            assertThat(onRow).as(walked).isEqualTo(position >= 0 && position < ROWS.size());
            assertThat(cursor.isOnRow()).as(walked).isEqualTo(onRow);
            if (onRow) {
                assertThat(row(cursor)).as(walked).isEqualTo(ROWS.get(position));
            }
        }
    }
}
