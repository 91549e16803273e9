package dev.cairn.workbook.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs [JqwikTrial] and looks at what became of each property.
class SkipsOfPropertiesTest {
    private static final String SKIP = "ABORTED: <the sentence of 1.4>";

    @Test
    void whatever_way_a_property_meets_it_the_property_is_skipped() {
        assertThat(properties(JqwikTrial.Skipped.class)).hasSize(7).containsOnly(SKIP);
    }

    @ParameterizedTest
    @ValueSource(classes = {JqwikTrial.SetUp.class, JqwikTrial.SetUpProperty.class, JqwikTrial.TornDown.class})
    void whatever_is_around_a_property_skips_it(Class<?> trial) {
        assertThat(properties(trial)).hasSize(1).as("%s", trial).containsOnly(SKIP);
    }

    @Test
    void a_genuine_failure_stays_one() {
        List<String> outcomes = properties(JqwikTrial.Genuine.class);
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes).filteredOn(text -> text.startsWith("SUCCESSFUL")).hasSize(1);
        assertThat(outcomes).filteredOn(text -> text.startsWith("FAILED")).hasSize(1);
    }

    private static List<String> properties(Class<?> trial) {
        return TrialRun.outcomes(TrialRun.of("jqwik", trial).testEvents());
    }
}
