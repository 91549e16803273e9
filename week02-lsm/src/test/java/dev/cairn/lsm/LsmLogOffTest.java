package dev.cairn.lsm;

import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Stores that keep no log, and those that are opened with one and without in turn.
@Tag("2.18")
final class LsmLogOffTest {
    private final LsmPlace place = LsmPlace.empty();

    @Test
    void without_a_log_a_kill_loses_only_what_was_not_flushed() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withoutLog());
        put(store, "a", "b");
        place.flush(store);
        put(store, "c");
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    @Test
    void without_a_log_closing_writes_everything_to_a_table() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withoutLog());
        put(store, "a", "b");
        store.close();
        assertThat(rows(place.open(LsmPlace.OPTIONS.withoutLog()))).containsExactly("a=a", "b=b");
    }

    @Test
    void without_a_log_nothing_is_appended_to_one() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withoutLog());
        assertThat(place.changesDuring(() -> put(store, "a", "b"))).isEmpty();
        assertThat(store.stats().logSegments()).isZero();
    }

    @Test
    void a_close_that_cannot_write_the_table_says_so() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withoutLog());
        put(store, "a");
        place.failEvery(call -> call.path().endsWith(".sst"));
        assertThatThrownBy(store::close).isInstanceOf(StoreException.Failed.class);
        place.failNothing();
        assertThat(place.rows()).isEmpty();
    }

    @Test
    void a_store_may_be_opened_with_a_log_and_without_in_turn() {
        List<String> expected = new ArrayList<>();
        for (int life = 0; life < 6; life++) {
            LsmOptions options = life % 2 == 0 ? LsmPlace.OPTIONS : LsmPlace.OPTIONS.withoutLog();
            try (LsmStore store = place.open(options)) {
                assertThat(rows(store)).containsExactlyElementsOf(expected);
                put(store, "k" + life);
                expected.add("k" + life + "=k" + life);
            }
        }
        assertThat(place.rows()).containsExactlyElementsOf(expected);
    }

    @Test
    void what_a_log_holds_is_not_lost_by_a_start_without_one() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        next.open(LsmPlace.OPTIONS.withoutLog());
        assertThat(next.afterKill().rows()).containsExactly("a=a");
    }
}
