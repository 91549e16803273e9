package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The check says what trying all orders says.
final class BruteForceTest {
    private static final int EACH = 2500;

    @ParameterizedTest(name = "{0} clients, {1} keys, {2} values, {3} operations, {4} % unknown")
    @CsvSource({"3, 1, 2, 7, 15", "2, 2, 3, 8, 10", "4, 1, 4, 6, 30", "5, 1, 2, 6, 5"})
    void the_check_agrees_with_all_orders(int clients, int keys, int values, int operations, int percentUnknown) {
        SimulatedClients simulated = new SimulatedClients(clients, keys, values, operations, percentUnknown);
        SplittableRandom random = new SplittableRandom(operations);
        int good = 0;
        for (int i = 0; i < EACH; i++) {
            History history = simulated.run(random);
            history = i % 4 == 0 ? history : Spoiled.of(history, random);
            boolean isLinearizable = BruteForce.isLinearizable(history);
            good += isLinearizable ? 1 : 0;
            assertThat(LinearizabilityCheck.usual().judge(history))
                    .as("history %s: %s", i, history)
                    .isInstanceOf(isLinearizable ? Linearizable.class : NotLinearizable.class);
        }
        assertThat(good).as("good ones of " + EACH).isBetween(EACH / 5, EACH * 4 / 5);
    }

    @Test
    void every_counterexample_has_no_order_either() {
        SimulatedClients simulated = new SimulatedClients(3, 1, 3, 7, 15);
        SplittableRandom random = new SplittableRandom(1);
        int found = 0;
        while (found < 500) {
            History history = Spoiled.of(simulated.run(random), random);
            if (LinearizabilityCheck.usual().judge(history) instanceof NotLinearizable no) {
                found++;
                Counterexample smallest = no.counterexample();
                assertThat(history.operations()).containsAll(smallest.operations());
                assertThat(smallest.operations()).contains(smallest.stuck());
                assertThat(BruteForce.isLinearizable(new History(smallest.operations())))
                        .as(smallest.toText())
                        .isFalse();
                assertThat(smallest.toText().lines()).allMatch(line -> line.length() <= 100);
                assertThat(Proofs.complaint(smallest, history)).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0} clients, {1} values, {2} operations, {3} % unknown")
    @CsvSource({"4, 3, 30, 0", "4, 3, 30, 20", "8, 50, 60, 10", "3, 2, 100, 3"})
    void what_was_left_out_of_a_counterexample_explains_nothing_in_it(
            int clients, int values, int operations, int percentUnknown) {
        SimulatedClients simulated = new SimulatedClients(clients, 1, values, operations, percentUnknown);
        SplittableRandom random = new SplittableRandom(values);
        int found = 0;
        while (found < 300) {
            History history = Spoiled.of(simulated.run(random), random);
            if (LinearizabilityCheck.usual().judge(history) instanceof NotLinearizable no) {
                found++;
                assertThat(Proofs.complaint(no.counterexample(), history)).isEmpty();
            }
        }
    }
}
