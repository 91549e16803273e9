package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Long histories take steps in proportion to their length. Steps are counted, because a clock measures the machine.
final class LargeHistoryTest {
    private static final int OPERATIONS = 100_000;

    @ParameterizedTest(name = "{0} values, {1} % unknown")
    @CsvSource({"1000000, 0, 200_000", "1000000, 1, 200_000", "5, 0, 200_000", "5, 1, 200_000", "100, 3, 400_000"})
    void a_hundred_thousand_operations_on_ten_keys_are_decided(int values, int percentUnknown, int stepsMax) {
        History history =
                new SimulatedClients(32, 10, values, OPERATIONS, percentUnknown).run(new SplittableRandom(7));
        long t=System.nanoTime();
        Verdict verdict = LinearizabilityCheck.usual().judge(history);
        System.out.println(verdict.getClass().getSimpleName()+" values "+values+" unknown "+percentUnknown+" steps "+verdict.steps()+" ms "+(System.nanoTime()-t)/1000000);
        assertThat(verdict).isInstanceOf(Linearizable.class);
        assertThat(verdict.steps()).isLessThan(stepsMax);
    }

}
