package dev.cairn.sim.canary;

import dev.cairn.common.env.Disk;
import dev.cairn.sim.DiskContract;
import dev.cairn.sim.disk.SimFileSystem;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/// The contract, tried on the [LyingDisk] that a configuration parameter names. [LyingDiskTest] runs it; without
/// the parameter it is skipped.
@ExtendWith(LyingDiskTrial.Choice.class)
final class LyingDiskTrial extends DiskContract {
    /// Names the lie.
    static final String PARAMETER = "cairn.canary.disk";

    private LyingDisk.Lie chosen = LyingDisk.Lie.LOCKS_NOTHING;

    @Override
    protected Disk newDisk() {
        return new LyingDisk(SimFileSystem.empty().disk("above/disk"), chosen);
    }

    /// Hands the chosen lie to the trial.
    static final class Choice implements ExecutionCondition, TestInstancePostProcessor {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(PARAMETER).isPresent()
                    ? ConditionEvaluationResult.enabled("a lie is chosen")
                    : ConditionEvaluationResult.disabled("run by LyingDiskTest, once for each lie");
        }

        @Override
        public void postProcessTestInstance(Object trial, ExtensionContext context) {
            context.getConfigurationParameter(PARAMETER)
                    .ifPresent(name -> ((LyingDiskTrial) trial).chosen = LyingDisk.Lie.valueOf(name));
        }
    }
}
