package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.crash.History.Fate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a store may hold, from what its client was told.
final class HistoryTest {
    private final History history = new History();

    @Test
    void an_acknowledged_write_is_there() {
        put("a", Fate.ACKNOWLEDGED);
        put("b", Fate.ACKNOWLEDGED);

        assertThat(history.now()).containsExactly(rows("a", "b"));
        assertThat(history.acknowledged()).isEqualTo(2);
    }

    @Test
    void after_a_crash_a_prefix_is_there() {
        put("a", Fate.ACKNOWLEDGED);
        put("b", Fate.ACKNOWLEDGED);
        put("c", Fate.ISSUED);

        assertThat(history.hashesFrom(1)).containsExactlyInAnyOrder(hash("a"), hash("a", "b"), hash("a", "b", "c"));
        assertThat(history.hashesFrom(2)).containsExactlyInAnyOrder(hash("a", "b"), hash("a", "b", "c"));
    }

    @Test
    void a_refused_write_is_never_there() {
        put("a", Fate.REFUSED);
        put("b", Fate.ACKNOWLEDGED);

        assertThat(history.now()).containsExactly(rows("b"));
        assertThat(history.hashesFrom(0)).containsExactlyInAnyOrder(hash(), hash("b"));
    }

    @Test
    void a_write_of_unknown_outcome_may_be_there() {
        put("a", Fate.OPEN);
        put("b", Fate.ACKNOWLEDGED);

        assertThat(history.now()).containsExactlyInAnyOrder(rows("b"), rows("a", "b"));
    }

    @Test
    void what_was_seen_settles_what_was_unknown() {
        put("a", Fate.OPEN);
        history.observe(rows("a"));
        put("b", Fate.ACKNOWLEDGED);

        assertThat(history.now()).containsExactly(rows("a", "b"));
    }

    @Test
    void what_was_on_its_way_when_the_process_died_is_unknown() {
        put("a", Fate.ISSUED);
        history.abandonIssued();

        assertThat(history.now()).containsExactlyInAnyOrder(rows(), rows("a"));
    }

    @Test
    void an_answer_rules_out_states_that_contradict_it() {
        put("a", Fate.OPEN);
        int number = history.issue(Set::of);
        history.settleAs(number, before -> before.get(Bytes.utf8("a")).isPresent() ? Set.of(before) : Set.of());

        assertThat(history.now()).containsExactly(rows("a"));
    }

    @Test
    void an_answer_that_fits_no_state_breaks_the_model() {
        int number = history.issue(Set::of);

        assertThatThrownBy(() -> history.settleAs(number, _ -> Set.of()))
                .isInstanceOf(Finding.class)
                .extracting(finding -> ((Finding) finding).invariant())
                .isEqualTo(Invariant.MODEL);
    }

    @Test
    void too_short_a_prefix_loses_a_write() {
        put("a", Fate.ACKNOWLEDGED);
        put("b", Fate.ACKNOWLEDGED);

        Finding finding = history.judge(rows("a"), 2);

        assertThat(finding.invariant()).isEqualTo(Invariant.DUR);
        assertThat(finding).hasMessage("write 2 of 2 had to survive; the store holds the state after write 1");
    }

    @Test
    void what_is_no_prefix_at_all_is_a_hole() {
        put("a", Fate.ACKNOWLEDGED);
        put("b", Fate.ACKNOWLEDGED);

        Finding finding = history.judge(rows("b"), 1);

        assertThat(finding.invariant()).isEqualTo(Invariant.PREFIX);
        assertThat(finding).hasMessageContaining("beside write 1, a is absent instead of x; b is x instead of absent");
    }

    @Test
    void the_version_grows_with_everything_that_changes_what_is_allowed() {
        int before = history.version();
        put("a", Fate.ISSUED);
        int issued = history.version();
        history.settle(0, Fate.ACKNOWLEDGED);

        assertThat(issued).isGreaterThan(before);
        assertThat(history.version()).isGreaterThan(issued);
    }

    @Test
    void rows_are_told_apart_by_their_hash() {
        assertThat(rows("a", "b").hash()).isEqualTo(rows("b", "a").hash());
        assertThat(List.of(hash(), hash("a"), hash("b"), hash("a", "b"), hash("ab")))
                .doesNotHaveDuplicates();
        assertThat(rows("a").with(Bytes.utf8("a"), Optional.empty())).isEqualTo(Contents.NONE);
    }

    private void put(String key, Fate fate) {
        WriteBatch batch = batch(key);
        int number = history.issue(before -> Set.of(before.with(batch)));
        if (fate != Fate.ISSUED) {
            history.settle(number, fate);
        }
    }

    private static long hash(String... keys) {
        return rows(keys).hash();
    }

    private static Contents rows(String... keys) {
        Contents rows = Contents.NONE;
        for (String key : keys) {
            rows = rows.with(batch(key));
        }
        return rows;
    }

    private static WriteBatch batch(String key) {
        return WriteBatch.builder().put(Bytes.utf8(key), Bytes.utf8("x")).build();
    }
}
