package dev.cairn.workbook.junit;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Lets each test begin on a thread that is not interrupted, and says which left it so.
///
/// The engines run all tests of a process on one thread. An interrupt that a test, or a library that it uses, leaves
/// behind would end the first wait of a later test, and be put down to that. Thread-safe.
public final class UninterruptedTests implements TestExecutionListener {
    private final PrintStream err;

    /// Made by JUnit, which finds it as a service.
    public UninterruptedTests() {
        this(System.err);
    }

    /// @param err is told which test it was
    UninterruptedTests(PrintStream err) {
        this.err = err;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (Thread.interrupted()) {
            err.println(test.getUniqueId() + " has left its thread interrupted: the next begins without that");
        }
    }
}
