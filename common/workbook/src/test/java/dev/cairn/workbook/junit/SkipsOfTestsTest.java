package dev.cairn.workbook.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/// Runs [JupiterTrial] and looks at what became of each test.
class SkipsOfTestsTest {
    private static final String SKIP = "ABORTED: <the sentence of 1.4>";

    @Test
    void whatever_way_a_test_meets_it_the_test_is_skipped() {
        assertThat(tests(JupiterTrial.Skipped.class)).hasSize(14).containsOnly(SKIP);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                JupiterTrial.Initializers.class,
                JupiterTrial.OwnInitializer.class,
                JupiterTrial.Constructed.class,
                JupiterTrial.SetUp.class,
                JupiterTrial.TornDown.class
            })
    void whatever_is_around_a_test_skips_it(Class<?> trial) {
        assertThat(tests(trial)).isNotEmpty().containsOnly(SKIP);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                JupiterTrial.SetUpOnce.class,
                JupiterTrial.HalfSetUpOnce.class,
                JupiterTrial.TornDownOnce.class,
                JupiterTrial.LazyFactory.class
            })
    void what_is_around_many_tests_skips_all_of_them(Class<?> trial) {
        assertThat(TrialRun.outcomes(run(trial).containerEvents()))
                .contains(SKIP)
                .noneMatch(text -> text.startsWith("FAILED"));
        assertThat(tests(trial)).noneMatch(text -> text.startsWith("FAILED"));
    }

    @Test
    void a_genuine_failure_stays_one_also_when_a_thread_of_an_earlier_test_meets_it_meanwhile() {
        List<String> outcomes = tests(JupiterTrial.Genuine.class);
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.get(0)).isEqualTo("SUCCESSFUL: ");
        assertThat(outcomes.get(1)).startsWith("FAILED: ").contains("expected: 2");
        assertThat(outcomes.get(2)).isEqualTo("FAILED: exercise 1.4 has a bug");
        assertThat(outcomes.get(3)).isEqualTo("SUCCESSFUL: ");
        assertThat(outcomes.get(4)).startsWith("ABORTED: Assumption failed: no such machine");
    }

    private static List<String> tests(Class<?> trial) {
        return TrialRun.outcomes(run(trial).testEvents());
    }

    private static EngineExecutionResults run(Class<?> trial) {
        return TrialRun.of("junit-jupiter", trial);
    }
}
