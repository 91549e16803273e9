package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.TestEvent.Output;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import dev.cairn.workbook.run.child.TestEvent.Unit;

/// How one test, with all its invocations, has ended.
///
/// Immutable.
///
/// @param name the test, or the invocation of it that did not pass
/// @param trouble what was thrown; for a test that did not end, where it was
/// @param output what it printed
public record TestOutcome(Unit test, Verdict verdict, String name, Trouble trouble, Output output, long millis) {

    /// How a test can end.
    public enum Verdict {
        PASSED,
        SKIPPED,
        /// It threw.
        FAILED,
        /// It did not end in time.
        HUNG,
        /// It used up the memory.
        OUT_OF_MEMORY,
        /// It ended its process.
        DIED
    }

    /// Whether something is wrong.
    public boolean isBad() {
        return verdict != Verdict.PASSED && verdict != Verdict.SKIPPED;
    }
}
