package dev.cairn.lsm.merge;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Merges of sources that were made by hand.
@Tag("2.11")
final class MergingCursorTest {
    private final TestSource left = TestSource.of("a@1", "d@1");
    private final TestSource middle = TestSource.of("b@1", "e@1");
    private final TestSource right = TestSource.of("c@1", "f@1");
    private final EntryCursor merged = new MergingCursor(List.of(left, middle, right));

    @Test
    void forward_the_smallest_key_of_all_sources_is_next() {
        assertThat(keys(Entries.forward(merged))).containsExactly("a@1", "b@1", "c@1", "d@1", "e@1", "f@1");
    }

    @Test
    void back_the_largest_key_of_all_sources_is_next() {
        assertThat(keys(Entries.back(merged))).containsExactly("f@1", "e@1", "d@1", "c@1", "b@1", "a@1");
    }

    @Test
    void of_a_key_the_newest_entry_comes_first() {
        EntryCursor cursor = new MergingCursor(List.of(TestSource.of("a@2", "b@1"), TestSource.of("a@7", "a@1")));
        assertThat(keys(Entries.forward(cursor))).containsExactly("a@7", "a@2", "a@1", "b@1");
    }

    @Test
    void many_sources_are_put_in_order_however_they_stand() {
        EntryCursor cursor = new MergingCursor(Stream.of("kat", "lbu", "mcv", "jdw", "hex", "gfy", "ozs", "nqr", "p")
                .map(text -> TestSource.of(
                        Stream.of(text.split("")).map(key -> key + "@1").toArray(String[]::new)))
                .map(EntryCursor.class::cast)
                .toList());
        assertThat(String.join("", Entries.forward(cursor)).replaceAll("@1=.", ""))
                .isEqualTo("abcdefghjklmnopqrstuvwxyz");
        assertThat(String.join("", Entries.back(cursor)).replaceAll("@1=.", "")).isEqualTo("zyxwvutsrqponmlkjhgfedcba");
    }

    @Test
    void where_no_source_has_an_entry_there_is_none() {
        for (EntryCursor cursor :
                List.of(new MergingCursor(List.of()), new MergingCursor(List.of(TestSource.of(), TestSource.of())))) {
            assertThat(cursor.first()).isFalse();
            assertThat(cursor.last()).isFalse();
            assertThat(cursor.seek(key("a"))).isFalse();
            assertThat(cursor.isOnEntry()).isFalse();
        }
    }

    @Test
    void a_seek_finds_the_first_entry_at_or_behind_its_target() {
        assertThat(merged.seek(key("c"))).isTrue();
        assertThat(at(merged)).isEqualTo("c@1");
        assertThat(merged.seek(key("cc"))).isTrue();
        assertThat(at(merged)).isEqualTo("d@1");
        assertThat(merged.seek(key("g"))).isFalse();
        assertThat(merged.seek(key(""))).isTrue();
        assertThat(at(merged)).isEqualTo("a@1");
    }

    // ---- entries with equal keys

    @Test
    void of_equal_keys_both_are_shown_that_of_the_earlier_source_first() {
        EntryCursor cursor = twins();
        assertThat(Entries.forward(cursor)).containsExactly("a@1=first", "b@1=first", "b@1=second", "c@1=second");
        assertThat(Entries.back(cursor)).containsExactly("c@1=second", "b@1=second", "b@1=first", "a@1=first");
    }

    @Test
    void a_turn_at_any_of_two_equal_keys_shows_the_neighbour() {
        requireTurnsAnywhere(twins(), List.of("a@1=first", "b@1=first", "b@1=second", "c@1=second"));
    }

    // ---- turns

    @Test
    void a_turn_anywhere_shows_the_neighbour() {
        requireTurnsAnywhere(merged, Entries.forward(merged));
    }

    @Test
    void a_turn_anywhere_shows_the_neighbour_if_sources_have_run_off_their_ends() {
        EntryCursor cursor =
                new MergingCursor(List.of(TestSource.of("a@1", "b@1", "c@1"), TestSource.of(), TestSource.of("d@1")));
        requireTurnsAnywhere(cursor, Entries.forward(cursor));
    }

    @Test
    void a_turn_shows_what_was_added_to_other_sources_only_on_the_side_where_it_belongs() {
        merged.seek(key("d"));
        right.add("b@7");
        right.add("dd@1");
        assertThat(merged.previous()).isTrue();
        assertThat(at(merged)).isEqualTo("c@1");
        assertThat(merged.previous()).isTrue();
        assertThat(at(merged)).isEqualTo("b@1");
        assertThat(merged.previous()).isTrue();
        assertThat(at(merged)).isEqualTo("b@7");
        assertThat(merged.next()).isTrue();
        assertThat(at(merged)).isEqualTo("b@1");
    }

    /// Comes to each entry from both sides, and turns there, and turns again.
    private static void requireTurnsAnywhere(EntryCursor cursor, List<String> entries) {
        for (int place = 0; place < entries.size(); place++) {
            for (boolean isForward : new boolean[] {true, false}) {
                goTo(cursor, place, entries.size(), isForward);
                String text = (isForward ? "forward to " : "back to ") + entries.get(place);
                assertThat(Entries.at(cursor)).as(text).isEqualTo(entries.get(place));
                int there = isForward ? place - 1 : place + 1;
                assertThat(isForward ? cursor.previous() : cursor.next())
                        .as("%s, then turned: is there an entry?", text)
                        .isEqualTo(there >= 0 && there < entries.size());
                if (there >= 0 && there < entries.size()) {
                    assertThat(Entries.at(cursor)).as("%s, then turned", text).isEqualTo(entries.get(there));
                    assertThat(isForward ? cursor.next() : cursor.previous())
                            .as("%s, then turned twice: is there an entry?", text)
                            .isTrue();
                    assertThat(Entries.at(cursor))
                            .as("%s, then turned twice", text)
                            .isEqualTo(entries.get(place));
                }
            }
        }
    }

    private static void goTo(EntryCursor cursor, int place, int count, boolean isForward) {
        boolean isOn = isForward ? cursor.first() : cursor.last();
        for (int step = isForward ? place : count - 1 - place; step > 0; step--) {
            isOn = isForward ? cursor.next() : cursor.previous();
        }
        assertThat(isOn).as("is there an entry number %s of %s?", place, count).isTrue();
    }

    // ---- what a move costs, and where none can be made

    @Test
    void a_step_in_the_same_direction_moves_one_source_once() {
        merged.first();
        countMoves();
        for (int step = 1; step < 6; step++) {
            merged.next();
            assertThat(countMoves())
                    .as("moves of all sources during step %s", step)
                    .isEqualTo(1);
        }
        merged.last();
        countMoves();
        merged.previous();
        assertThat(countMoves()).as("moves of all sources during a step back").isEqualTo(1);
    }

    @Test
    void who_has_run_off_the_end_puts_the_cursor_somewhere_again() {
        merged.last();
        assertThat(merged.next()).isFalse();
        assertThat(merged.isOnEntry()).isFalse();
        assertThatThrownBy(merged::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(merged::previous).isInstanceOf(IllegalStateException.class);
        assertThat(merged.first()).isTrue();
        assertThat(at(merged)).isEqualTo("a@1");
    }

    @Test
    void where_a_source_fails_there_is_no_current_entry() {
        merged.first();
        right.failFromNowOn();
        assertThatThrownBy(() -> merged.seek(key("b"))).isInstanceOf(StoreException.Corrupt.class);
        assertThat(merged.isOnEntry())
                .as("on an entry, after a seek that failed")
                .isFalse();
    }

    @Test
    void where_a_source_fails_in_a_turn_there_is_no_current_entry() {
        merged.seek(key("d"));
        right.failFromNowOn();
        assertThatThrownBy(merged::previous).isInstanceOf(StoreException.Corrupt.class);
        assertThat(merged.isOnEntry())
                .as("on an entry, after a turn that failed")
                .isFalse();
    }

    @Test
    void where_a_source_fails_in_a_step_its_last_key_is_not_shown_again() {
        EntryCursor one = new MergingCursor(List.of(left));
        one.first();
        left.failFromNowOn();
        assertThatThrownBy(one::next).isInstanceOf(StoreException.Corrupt.class);
        assertThatThrownBy(one::keyArray).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closing_closes_the_sources() {
        merged.close();
        assertThat(Stream.of(left, middle, right).filter(TestSource::isClosed)).hasSize(3);
    }

    private int countMoves() {
        return left.moves() + middle.moves() + right.moves();
    }

    private static EntryCursor twins() {
        return new MergingCursor(
                List.of(TestSource.of("a@1=first", "b@1=first"), TestSource.of("b@1=second", "c@1=second")));
    }

    private static InternalKey key(String key) {
        return InternalKey.search(utf8(key), 9);
    }

    private static String at(EntryCursor cursor) {
        return keys(List.of(Entries.at(cursor))).getFirst();
    }

    /// Without values, which say nothing new where they are the key's own text.
    private static List<String> keys(List<String> entries) {
        return entries.stream().map(entry -> entry.replaceAll("=.*", "")).toList();
    }
}
