package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A counterexample is small, true of the whole history, and found within a budget.
final class SmallestTest {
    @Test
    void a_write_that_came_after_the_first_wrong_answer_is_not_forgotten() {
        Operation wrong = Ops.get(1, 0, 10, "1");
        History history = History.of(wrong, Ops.get(2, 5, 100, "7"), Ops.put(3, 50, 60, "7"));

        Counterexample smallest = counterexample(history);

        assertThat(smallest.operations()).containsExactly(wrong);
        assertThat(smallest.sentence()).isEqualTo("no order explains that client 1 saw \"1\": nobody had written it");
    }

    @Test
    void a_cover_does_not_go_without_what_it_covered() {
        Operation beside = Ops.put(1, 0, 5, "a");
        Operation cover = Ops.put(4, 6, 7, "b");
        History history =
                History.of(beside, Ops.put(2, 0, 1, "a"), Ops.delete(3, 2, 3), cover, Ops.get(5, 10, 11, "a"));

        Counterexample smallest = counterexample(history);

        assertThat(Proofs.complaint(smallest, history)).isEmpty();
        assertThat(smallest.operations()).contains(cover).hasSize(3);
    }

    @Test
    void without_a_budget_the_counterexample_is_as_it_comes_and_with_more_it_gets_smaller() {
        List<Operation> operations = new ArrayList<>(new SimulatedClients(4, 1, 4, 300, 0)
                .run(new SplittableRandom(4))
                .operations());
        operations.add(Ops.get(2, 1_000_000, 1_000_001, "old"));
        KeyHistory history = new KeyHistory(operations, Optional.empty());
        int stuck = history.size() - 1;

        assertThat(Smallest.of(history, stuck, 0).operations()).isEqualTo(history.operations());
        assertThat(Smallest.of(history, stuck, Smallest.STEPS_MAX).operations()).hasSize(1);
    }

    private static Counterexample counterexample(History history) {
        return ((NotLinearizable) LinearizabilityCheck.usual().judge(history)).counterexample();
    }
}
