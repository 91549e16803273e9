package dev.cairn.sim.canary;

import dev.cairn.common.env.Background;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.TransportContract;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/// The contract, tried on the [RudeNetwork] that a configuration parameter names. [RudeNetworkTest] runs
/// it; without the parameter it is skipped.
@ExtendWith(RudeNetworkTrial.Choice.class)
final class RudeNetworkTrial extends TransportContract<String> {
    /// Names the rudeness.
    static final String PARAMETER = "cairn.canary.network";

    private final Background background = Background.threads("test", 2);
    private RudeNetwork network = new RudeNetwork(background, RudeNetwork.Rudeness.ALTERS);

    @AfterEach
    void end_the_threads() {
        background.close();
    }

    @Override
    protected Transport<String> join(NodeId self, Transport.Receiver<String> receiver) {
        return network.join(self, receiver);
    }

    @Override
    protected String message(int number) {
        return "message " + number;
    }

    @Override
    protected void letTimePass() {
        LockSupport.parkNanos(100_000);
        network.deliverLate();
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(300);
    }

    /// Hands the chosen rudeness to the trial.
    static final class Choice implements ExecutionCondition, TestInstancePostProcessor {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(PARAMETER).isPresent()
                    ? ConditionEvaluationResult.enabled("a rudeness is chosen")
                    : ConditionEvaluationResult.disabled("run by RudeNetworkTest, once for each rudeness");
        }

        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            RudeNetworkTrial trial = (RudeNetworkTrial) instance;
            context.getConfigurationParameter(PARAMETER)
                    .map(RudeNetwork.Rudeness::valueOf)
                    .ifPresent(rudeness -> trial.network = new RudeNetwork(trial.background, rudeness));
        }
    }
}
