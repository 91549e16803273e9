package dev.cairn.sim.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Every rude network fails the contract, by the test that its constant names.
final class RudeNetworkTest {
    @ParameterizedTest
    @EnumSource
    void a_rude_network_fails_the_contract(RudeNetwork.Rudeness rudeness) {
        assertThat(failuresOf(rudeness)).as("tests that fail for %s", rudeness).contains(rudeness.killer());
    }

    private static Set<String> failuresOf(RudeNetwork.Rudeness rudeness) {
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(RudeNetworkTrial.class))
                .filters(includeEngines("junit-jupiter"))
                .configurationParameter(RudeNetworkTrial.PARAMETER, rudeness.name())
                .build();
        Set<String> failures = new TreeSet<>();
        LauncherFactory.create().execute(contract, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED
                        && test.getSource().orElse(null) instanceof MethodSource method) {
                    failures.add(method.getMethodName());
                }
            }
        });
        return failures;
    }
}
