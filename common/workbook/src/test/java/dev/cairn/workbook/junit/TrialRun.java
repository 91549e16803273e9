package dev.cairn.workbook.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.cairn.workbook.Notes;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.Execution;

/// Runs a class of tests within a test. What the inner tests meet is kept from the outer one: its thread takes
/// other notes meanwhile, and the outcomes do not hold the sentence by which the outer one would be skipped.
final class TrialRun {
    private TrialRun() {}

    static EngineExecutionResults of(String engine, Class<?> trial) {
        try (Notes.Taking _ = Notes.outermost().take()) {
            return EngineTestKit.engine(engine)
                    .selectors(selectClass(trial))
                    .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                    .execute();
        }
    }

    /// The status of each execution and what was thrown, in the order of their ends.
    static List<String> outcomes(Events events) {
        return events.executions().finished().stream().map(TrialRun::outcome).toList();
    }

    private static String outcome(Execution execution) {
        TestExecutionResult result = execution.getTerminationInfo().getExecutionResult();
        String thrown = result.getThrowable().map(Throwable::getMessage).orElse("");
        return result.getStatus() + ": " + thrown.replace("exercise 1.4 is not done yet", "<the sentence of 1.4>");
    }
}
