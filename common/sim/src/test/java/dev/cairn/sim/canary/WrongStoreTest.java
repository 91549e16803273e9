package dev.cairn.sim.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Every wrong store fails the contract, by the tests that its constant names.
final class WrongStoreTest {
    @ParameterizedTest
    @EnumSource
    void a_wrong_store_fails_the_contract(WrongStore wrong) {
        assertThat(failuresOf(wrong, wrong.killers()).keySet())
                .as("tests that fail for %s", wrong)
                .containsExactlyInAnyOrderElementsOf(wrong.killers());
    }

    @Test
    void a_random_history_that_disagrees_is_cut_down_to_the_steps_that_matter() {
        String rule = "random_histories_agree_with_the_model";
        Throwable failure =
                failuresOf(WrongStore.DELETE_LEAVES_THE_VALUE, List.of(rule)).get(rule);
        assertThat(failure)
                .hasMessageContaining("part after these 2 of 80 steps:")
                .hasMessageContaining("Put[")
                .hasMessageContaining("Delete[")
                .hasMessageContaining("again: ./mvnw test -Dtest=WrongStoreTrial -Dcairn.seed=1 ");
    }

    private static Map<String, Throwable> failuresOf(WrongStore wrong, List<String> rules) {
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(rules.stream()
                        .map(rule -> selectMethod(WrongStoreTrial.class, rule))
                        .toList())
                .filters(includeEngines("junit-jupiter"))
                .configurationParameter(WrongStoreTrial.PARAMETER, wrong.name())
                .build();
        Map<String, Throwable> failures = new TreeMap<>();
        LauncherFactory.create().execute(contract, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED
                        && test.getSource().orElse(null) instanceof MethodSource method) {
                    failures.put(method.getMethodName(), result.getThrowable().orElseThrow());
                }
            }
        });
        return failures;
    }
}
