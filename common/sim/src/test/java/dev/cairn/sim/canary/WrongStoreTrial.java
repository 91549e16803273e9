package dev.cairn.sim.canary;

import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/// The contract, tried on the [WrongStore] that a configuration parameter names. [WrongStoreTest] runs it; without
/// the parameter it is skipped.
@ExtendWith(WrongStoreTrial.Choice.class)
final class WrongStoreTrial extends KeyValueStoreContract {
    /// Names the wrong store.
    static final String PARAMETER = "cairn.canary";

    private WrongStore chosen = WrongStore.DELETE_LEAVES_THE_VALUE;

    @Override
    public StorePlace emptyPlace() {
        return chosen.emptyPlace();
    }

    @Override
    public StorePromises promises() {
        return StorePromises.all();
    }

    /// Hands the chosen store to the trial.
    static final class Choice implements ExecutionCondition, TestInstancePostProcessor {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(PARAMETER).isPresent()
                    ? ConditionEvaluationResult.enabled("a wrong store is chosen")
                    : ConditionEvaluationResult.disabled("run by WrongStoreTest, once for each wrong store");
        }

        @Override
        public void postProcessTestInstance(Object trial, ExtensionContext context) {
            context.getConfigurationParameter(PARAMETER)
                    .ifPresent(name -> ((WrongStoreTrial) trial).chosen = WrongStore.valueOf(name));
        }
    }
}
