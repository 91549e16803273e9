package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import dev.cairn.sim.history.Verdict.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Long histories take steps in proportion to their length. Steps are counted, because a clock measures
/// the machine.
final class LargeHistoryTest {
    private static final int OPERATIONS = 100_000;

    @ParameterizedTest(name = "{0} values, {1} % unknown")
    @CsvSource({"1000000, 0, 200_000", "1000000, 1, 400_000", "5, 0, 200_000", "100, 3, 800_000"})
    void a_hundred_thousand_operations_on_ten_keys_are_decided(int values, int percentUnknown, int stepsMax) {
        History history = new SimulatedClients(32, 10, values, OPERATIONS, percentUnknown).run(new SplittableRandom(7));

        Verdict verdict = LinearizabilityCheck.usual().judge(history);

        assertThat(verdict).isInstanceOf(Linearizable.class);
        assertThat(verdict.steps()).isLessThan(stepsMax);
    }

    @Test
    void one_wrong_answer_among_a_hundred_thousand_is_found_and_shown_small() {
        List<Operation> operations = new ArrayList<>(new SimulatedClients(32, 10, 8, OPERATIONS, 0)
                .run(new SplittableRandom(3))
                .operations());
        long end = operations.stream().mapToLong(Operation::returnNanos).max().orElseThrow();
        operations.add(Ops.put(1, end + 1, end + 2, "old"));
        operations.add(Ops.put(1, end + 3, end + 4, "new"));
        operations.add(Ops.get(2, end + 5, end + 6, "old"));

        Verdict verdict = LinearizabilityCheck.usual().judge(new History(operations));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        NotLinearizable.class,
                        no -> assertThat(no.counterexample().operations())
                                .isEqualTo(operations.subList(OPERATIONS, OPERATIONS + 3)));
    }

    @Test
    void a_hard_key_with_a_small_budget_is_unknown_and_the_others_are_not() {
        List<Operation> operations = new ArrayList<>(Judges.crowd().operations());
        operations.add(Ops.put(1, 0, 10, "a"));
        operations.add(Ops.get(1, 20, 30, "a"));

        Verdict verdict = LinearizabilityCheck.usual().within(10_000).judge(new History(operations));

        assertThat(verdict).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.keys()).containsExactly(Bytes.utf8("k0"));
            assertThat(unknown.budget()).isEqualTo(10_000);
        });
    }

    @Test
    void a_hard_key_does_not_hide_the_fault_of_another() {
        List<Operation> operations = new ArrayList<>(Judges.crowd().operations());
        operations.add(Ops.get(1, 20, 30, "a"));

        Verdict verdict = LinearizabilityCheck.usual().within(10_000).judge(new History(operations));

        assertThat(verdict).isInstanceOf(NotLinearizable.class);
    }

    @Test
    void what_is_looked_at_in_a_step_is_counted() {
        int puts = 2000;
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < puts; i++) {
            operations.add(Ops.put(i, i, puts + i, "v" + i));
        }

        Verdict verdict = LinearizabilityCheck.usual().judge(new History(operations));

        assertThat(verdict.steps()).isGreaterThan((long) puts * puts / 2 / KeySearch.LOOKS_OF_STEP);
    }

    @Test
    void without_a_budget_only_what_needs_no_search_has_a_verdict() {
        LinearizabilityCheck check = LinearizabilityCheck.usual().within(0);

        assertThat(check.judge(History.of(Ops.put(1, 0, 10, "a")))).isInstanceOf(Unknown.class);
        assertThat(check.judge(History.of())).isInstanceOf(Linearizable.class);
    }

    @Test
    void a_store_that_held_rows_before_is_judged_by_them() {
        LinearizabilityCheck check = LinearizabilityCheck.usual();
        History history = History.of(Ops.get(1, 0, 10, "a"));

        assertThat(check.judge(history)).isInstanceOf(NotLinearizable.class);
        assertThat(check.startingWith(Map.of(Ops.KEY, Bytes.utf8("a"))).judge(history))
                .isInstanceOf(Linearizable.class);
    }
}
