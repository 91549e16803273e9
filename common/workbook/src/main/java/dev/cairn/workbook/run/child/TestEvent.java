package dev.cairn.workbook.run.child;

import java.io.Serializable;
import java.util.List;

/// What the process tells while it runs.
public sealed interface TestEvent extends Serializable {

    /// The tests that will be run: methods, each with all its invocations.
    record Planned(List<Unit> units) implements TestEvent {}

    /// Something of a test has begun or ended: the test itself, an invocation of it, or what is set up for it.
    ///
    /// @param unitId the test, or empty while its class is set up
    /// @param name what a person calls it, or the name of the class
    record Step(String unitId, String name) implements TestEvent {}

    /// A test has ended.
    record Ended(String unitId, Status status, String name, Trouble trouble, Output output, long nanos)
            implements TestEvent {}

    /// Where all threads are, in answer to [Question#WHERE]; the one that runs the tests first.
    ///
    /// @param unfinished the sentence of an unfinished exercise that the test has met on some thread, or nothing
    record Stacks(List<Trouble> threads, Output output, String unfinished) implements TestEvent {
        public boolean isUnfinished() {
            return !unfinished.isEmpty();
        }
    }

    /// Nothing is left to run.
    record AllEnded() implements TestEvent {}

    /// How a test ends by itself.
    enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    /// One test.
    ///
    /// @param id JUnit's
    /// @param className its class, with `$` before nested ones
    /// @param name what a person calls it
    record Unit(String id, String className, String methodName, String name, List<String> tags)
            implements Serializable {
        public Unit {
            tags = List.copyOf(tags);
        }

        /// `Class#method`.
        public String qualifiedName() {
            return className + "#" + methodName;
        }
    }

    /// Why it did not pass, or what a thread is doing.
    ///
    /// @param type the class of what was thrown, or the name of the thread; empty where there was nothing
    /// @param message what it says
    /// @param frames where, the innermost first, as in a stack trace
    /// @param reports what the engine reported beside it, as a property's sample
    record Trouble(String type, String message, List<Frame> frames, List<String> reports) implements Serializable {
        /// Nothing was wrong.
        public static final Trouble NONE = new Trouble("", "", List.of(), List.of());

        public Trouble {
            frames = List.copyOf(frames);
            reports = List.copyOf(reports);
        }
    }

    /// One line of a stack trace.
    record Frame(String className, String methodName, String file, int line) implements Serializable {
        @Override
        public String toString() {
            String type = className.substring(className.lastIndexOf('.') + 1);
            return type + "." + methodName + "(" + file + (line > 0 ? ":" + line : "") + ")";
        }
    }

    /// What was printed.
    ///
    /// @param head the first of it
    /// @param bytes how much it was
    /// @param file where all of it is, or empty if the head is all
    record Output(String head, long bytes, String file) implements Serializable {
        /// Nothing was printed.
        public static final Output NONE = new Output("", 0, "");
    }

    /// What the process is asked while it runs.
    enum Question {
        /// Where are you?
        WHERE
    }
}
