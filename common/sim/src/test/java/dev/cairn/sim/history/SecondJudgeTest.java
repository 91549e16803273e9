package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of longer histories, too, the check says what a judge says that works in another way.
final class SecondJudgeTest {
    private static final int EACH = 500;
    private static final int OPERATIONS_MAX = 14;

    @ParameterizedTest(name = "{0} clients, {1} keys, {2} values, {3} operations, {4} % unknown")
    @CsvSource({"4, 1, 2, 14, 10", "3, 2, 3, 14, 15", "5, 1, 4, 12, 25", "6, 3, 2, 14, 5"})
    void two_judges_agree(int clients, int keys, int values, int operations, int percentUnknown) {
        SimulatedClients simulated = new SimulatedClients(clients, keys, values, operations, percentUnknown);
        SplittableRandom random = new SplittableRandom(clients);
        int good = 0;
        for (int i = 0; i < EACH; i++) {
            History history = simulated.run(random);
            history = i % 3 == 0 ? history : Spoiled.of(history, random);
            boolean isLinearizable = Subsets.isLinearizable(history);
            good += isLinearizable ? 1 : 0;
            assertThat(LinearizabilityCheck.usual().judge(history))
                    .as("history %s: %s", i, history)
                    .isInstanceOf(isLinearizable ? Linearizable.class : NotLinearizable.class);
        }
        assertThat(good).as("good ones of " + EACH).isBetween(EACH / 3, EACH * 4 / 5);
    }

    @Test
    void the_second_judge_says_what_the_names_of_the_files_say() {
        List<Path> shortOnes = Judges.files().stream()
                .filter(file -> Judges.read(file).operations().size() <= OPERATIONS_MAX)
                .toList();
        assertThat(shortOnes).hasSizeGreaterThan(30).allSatisfy(file -> {
            boolean isYes = file.getFileName().toString().startsWith("yes-");
            assertThat(Subsets.isLinearizable(Judges.read(file))).isEqualTo(isYes);
        });
    }
}
