package dev.cairn.lsm.compaction;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Plans, the edits they lead to, and the strategy that has none.
final class CompactionPlanTest {
    private static final TableFile UPPER = table(9, "a", "k");
    private static final TableFile LOWER = table(4, "b", "z");

    private final CompactionPlan plan =
            CompactionPlan.merge(List.of(new CompactionPlan.Input(0, UPPER), new CompactionPlan.Input(1, LOWER)), 1);

    @Test
    void the_outputs_of_a_merge_take_the_place_of_its_inputs() {
        TableFile output = table(10, "a", "z");
        assertThat(plan.withPointer(0, key("k", 1)).edit(List.of(output)))
                .isEqualTo(edit(parts ->
                        parts.pointer(0, key("k", 1)).delete(0, 9).delete(1, 4).add(1, output)));
    }

    @Test
    void what_was_flushed_while_a_merge_ran_is_still_there_after_it() {
        Version before = Version.EMPTY.withEdit(add(0, UPPER)).withEdit(add(1, LOWER));
        Version flushedMeanwhile = before.withEdit(add(0, table(11, "c", "d")));
        assertThat(flushedMeanwhile.withEdit(plan.edit(List.of(table(10, "a", "z")))))
                .hasToString("0: 11, 1: 10");
    }

    @Test
    void a_plan_knows_its_inputs_by_level() {
        assertThat(plan.inputsOf(0)).containsExactly(UPPER);
        assertThat(plan.inputsOf(1)).containsExactly(LOWER);
        assertThat(plan.bytes()).isEqualTo(1_300);
    }

    @Test
    void a_trivial_move_is_an_edit_without_a_merge() {
        assertThat(CompactionPlan.move(0, UPPER, 1).moveEdit())
                .isEqualTo(edit(parts -> parts.delete(0, 9).add(1, UPPER)));
        assertThatThrownBy(plan::moveEdit).hasMessage("only a trivial move needs no merge");
    }

    @Test
    void plans_that_would_let_older_entries_hide_newer_ones_are_refused() {
        List<CompactionPlan.Input> inputs = plan.inputs();
        assertThatThrownBy(() -> CompactionPlan.merge(inputs, 0)).hasMessageContaining("never goes to level 0");
        assertThatThrownBy(() -> CompactionPlan.move(3, UPPER, 2))
                .hasMessage("table 9 of level 3 cannot rise to level 2");
        assertThatThrownBy(() -> CompactionPlan.move(2, UPPER, 2)).hasMessageContaining("a trivial move");
        assertThatThrownBy(() -> CompactionPlan.merge(List.of(), 1)).hasMessage("a plan needs something to merge");
        assertThatThrownBy(() -> CompactionPlan.merge(inputs, 7)).hasMessage("no level is 7");
    }

    @Test
    void the_strategy_never_has_no_plan_for_any_version() {
        assertThat(CompactionStrategy.never().next(Version.EMPTY.withEdit(add(0, UPPER)), 100))
                .isEmpty();
    }
}
