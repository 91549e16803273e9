package dev.cairn.sim.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every lying disk fails the contract, by the test that its constant names.
final class LyingDiskTest {
    @ParameterizedTest
    @EnumSource
    void a_lying_disk_fails_the_contract(LyingDisk.Lie lie) {
        assertThat(Trial.failuresOf(LyingDiskTrial.class, LyingDiskTrial.PARAMETER, lie))
                .as("tests that fail for %s", lie)
                .contains(lie.killer());
    }
}
