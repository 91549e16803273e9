package dev.cairn.lsm.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.Version;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What is merged by hand and otherwise, in which order, and who is told.
final class MergerTest {
    private final CompactionPlace place = new CompactionPlace(2);
    private final World world = new World(1);
    private final Merger merger = merger(place.compaction(3));
    private final List<String> told = new ArrayList<>();

    // ---- order

    @Test
    void what_is_asked_for_by_hand_comes_before_the_plans_of_the_strategy() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.add(1, 3, "c");
        compact("x");
        settle();
        assertThat(place.calls()).containsExactly("by hand x", "1 to 2", "by hand x: done", "2 to 1");
        assertThat(told).containsExactly("x: 1");
    }

    @Test
    void requests_are_carried_out_one_after_the_other() {
        place.add(1, 1, "a");
        place.add(1, 2, "b");
        compact("x");
        compact("y");
        settle();
        assertThat(place.calls())
                .containsExactly("by hand x", "1 to 2", "by hand x", "1 to 2", "by hand x: done", "by hand y: done");
        assertThat(told).as("bytes read for each, in the order of their ends").containsExactly("x: 2", "y: 0");
    }

    @Test
    void while_writers_are_stopped_a_plan_of_the_strategy_comes_in_between() {
        place.add(1, 1, "a");
        place.add(1, 2, "b");
        place.betweenSteps(() -> {
            for (int number = 3; number <= 5; number++) {
                place.add(0, number, "c");
            }
        });
        compact("x");
        settle();
        assertThat(place.calls())
                .containsExactly("by hand x", "1 to 2", "4 to 1", "by hand x", "1 to 2", "by hand x: done");
        assertThat(told).as("bytes read by hand").containsExactly("x: 2");
        assertThat(merger.counts().counts().bytesRead()).as("bytes read in all").isEqualTo(3);
    }

    @Test
    void a_request_that_comes_while_a_plan_of_the_strategy_runs_waits_for_its_end() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.betweenSteps(() -> compact("x"));
        merger.request();
        settle();
        assertThat(place.calls()).containsExactly("2 to 1", "by hand x", "1 to 2", "by hand x: done");
        assertThat(told).containsExactly("x: 1");
    }

    // ---- failures

    @Test
    void a_failure_is_told_and_what_failed_is_not_tried_again() {
        place.add(1, 1, "a");
        place.fail(new StoreException.Refused("no"));
        compact("x");
        settle();
        assertThat(place.calls()).containsExactly("by hand x", "1 to 2", "dropped");
        assertThat(told).containsExactly("x: no");
        assertThat(merger.failures().last()).contains("no");
        assertThat(merger.failing()).as("what keeps writers waiting").isEmpty();
        assertThat(place.version()).hasToString("1: 1");
    }

    @Test
    void after_a_failure_the_next_request_and_the_strategy_have_their_turn() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.add(1, 3, "c");
        place.fail(new StoreException.Refused("no"));
        compact("x");
        compact("y");
        world.advance(Duration.ofMillis(500));
        place.failNothing();
        settle();
        assertThat(told).containsExactly("x: no", "y: 1");
        assertThat(place.calls())
                .containsExactly("by hand x", "1 to 2", "dropped", "by hand y", "1 to 2", "by hand y: done", "2 to 1");
        assertThat(merger.failing()).as("why the last merge failed").isEmpty();
    }

    @Test
    void a_failure_of_the_strategy_is_not_told_to_who_asked_by_hand() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.fail(new StoreException.Refused("no"));
        merger.request();
        world.runOne();
        compact("x");
        world.runOne();
        place.failNothing();
        settle();
        assertThat(told).containsExactly("x: 0");
        assertThat(merger.failures().count()).isEqualTo(1);
    }

    @Test
    void a_bug_is_told_as_well() {
        place.add(1, 1, "a");
        place.fail(new IllegalStateException("a bug"));
        compact("x");
        assertThatThrownBy(this::settle).hasMessageContaining("a bug");
        assertThat(told).containsExactly("x: a merge broke off: java.lang.IllegalStateException: a bug");
    }

    @Test
    void an_edit_that_failed_is_tried_again_and_nothing_is_merged_twice() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.failNextEdit();
        merger.request();
        settle();
        assertThat(place.calls()).containsExactly("2 to 1");
        assertThat(place.version().level(1)).hasSize(1);
        assertThat(merger.failures().count()).isEqualTo(1);
        assertThat(merger.failing()).isEmpty();
    }

    @Test
    void who_asked_by_hand_is_told_of_an_edit_that_failed_and_it_is_done_all_the_same() {
        place.add(1, 1, "a");
        place.failNextEdit();
        compact("x");
        settle();
        assertThat(place.calls()).containsExactly("by hand x", "1 to 2");
        assertThat(told).singleElement().asString().startsWith("x: ");
        assertThat(place.version().level(2)).hasSize(1);
    }

    @Test
    void a_merge_that_fails_again_and_again_is_tried_less_often() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.fail(new StoreException.Refused("no"));
        merger.request();
        world.advance(Duration.ofSeconds(60));
        assertThat(merger.failures().count())
                .as("attempts after 0, 1, 3, 7 and 15 seconds, and then each ten seconds, in a minute")
                .isEqualTo(9);
        place.failNothing();
        settle();
        assertThat(merger.failing()).isEmpty();
        assertThat(place.version().level(1)).hasSize(1);
    }

    @Test
    void a_failure_by_hand_is_none_of_the_merge_for_which_writers_wait() {
        place.add(1, 1, "a");
        place.fail(new StoreException.Refused("no"));
        compact("x");
        world.advance(Duration.ofMillis(1));
        assertThat(told).containsExactly("x: no");
        assertThat(merger.failing()).as("what keeps writers waiting").isEmpty();
    }

    // ---- damaged tables

    @Test
    void a_damaged_table_is_read_once_and_then_the_strategy_plans_around_it() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.fail(new StoreException.Corrupt("db/000002.sst", 7, "this", "that"));
        merger.request();
        settle();
        assertThat(place.calls()).containsExactly("2 to 1", "dropped");
        assertThat(merger.failures().count()).isEqualTo(1);
        assertThat(merger.counts().unreadable()).containsOnlyKeys(2L);
        assertThat(merger.failing().orElseThrow())
                .isEqualTo("merges go around damaged tables, and nothing else is left to be merged; repair the store:"
                        + " db/000002.sst is corrupt at byte 7: expected this, found that");
    }

    @Test
    void what_is_damaged_and_no_table_of_the_merge_is_tried_again() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        place.fail(new StoreException.Corrupt("db/000003.sst", 7, "this", "that"));
        merger.request();
        settle();
        assertThat(merger.failures().count()).isGreaterThan(1);
        place.failNothing();
        settle();
        assertThat(place.version().level(1)).hasSize(1);
    }

    @Test
    void who_asks_by_hand_has_a_damaged_table_read_again() {
        place.add(1, 1, "a");
        place.fail(new StoreException.Corrupt("db/000001.ldb", 7, "this", "that"));
        compact("x");
        settle();
        place.failNothing();
        compact("y");
        settle();
        assertThat(told).containsExactly("x: db/000001.ldb is corrupt at byte 7: expected this, found that", "y: 1");
    }

    @Test
    void a_merge_that_can_go_on_is_no_reason_to_tell_writers_of_the_damage() {
        place.add(1, 1, "a");
        place.fail(new StoreException.Corrupt("db/000001.sst", 7, "this", "that"));
        compact("x");
        settle();
        place.failNothing();
        compact("y");
        assertThat(merger.failing()).as("what keeps writers waiting").isEmpty();
    }

    // ---- the end

    @Test
    void who_waits_is_told_when_the_store_is_closed() {
        place.add(1, 1, "a");
        compact("x");
        compact("y");
        world.runOne();
        world.runOne();
        merger.stop();
        settle();
        assertThat(told).containsExactly("x: the store is closed", "y: the store is closed");
        assertThat(place.version())
                .as("the version after a merge that was dropped")
                .hasToString("1: 1");
        assertThatThrownBy(() -> merger.compact(KeyRange.all())).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    void where_tables_are_never_merged_it_is_refused_by_hand() {
        Merger never = merger(Compaction.NONE);
        assertThatThrownBy(() -> never.compact(KeyRange.all()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("this store merges no tables: open it with a compaction strategy");
    }

    @Test
    void a_move_by_hand_is_done_without_a_merge() {
        place.add(1, 1, "a");
        CompletableFuture<MergeCounts> counts =
                merger(new Compaction(new Moving(), CompactionRunner.none())).compact(KeyRange.all());
        settle();
        assertThat(counts).isCompletedWithValue(MergeCounts.NONE);
        assertThat(place.version()).hasToString("3: 1");
    }

    private Merger merger(Compaction compaction) {
        return new Merger(place.parts(), compaction, world.env(), new Snapshots(), () -> 100);
    }

    private void settle() {
        world.advance(Duration.ofSeconds(10));
    }

    /// Notes the bytes that were read, or why there are none.
    private void compact(String name) {
        var _ = merger.compact(KeyRange.from(Bytes.utf8(name)))
                .whenComplete((counts, failure) -> told.add(
                        name + ": " + (failure == null ? String.valueOf(counts.bytesRead()) : failure.getMessage())));
    }

    /// Moves what is in level 1, and then in level 2, by hand.
    private static final class Moving implements CompactionStrategy {
        @Override
        public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
            return Optional.empty();
        }

        @Override
        public CompactionStrategy byHand(KeyRange range) {
            return (version, _) -> move(version, 1).or(() -> move(version, 2));
        }

        private static Optional<CompactionPlan> move(Version version, int level) {
            return version.level(level).stream().findFirst().map(table -> CompactionPlan.move(level, table, level + 1));
        }
    }
}
