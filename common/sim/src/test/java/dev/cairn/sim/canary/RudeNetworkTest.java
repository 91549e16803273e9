package dev.cairn.sim.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rude network fails the contract, by the test that its constant names.
final class RudeNetworkTest {
    @ParameterizedTest
    @EnumSource
    void a_rude_network_fails_the_contract(RudeNetwork.Rudeness rudeness) {
        assertThat(Trial.failuresOf(RudeNetworkTrial.class, RudeNetworkTrial.PARAMETER, rudeness))
                .as("tests that fail for %s", rudeness)
                .contains(rudeness.killer());
    }
}
