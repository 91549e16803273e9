package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.TestEvent;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.time.Duration;
import java.util.Optional;

/// What is heard of the process that runs tests, and asked of it. Confined to one thread.
interface Conversation {
    /// The next thing that happens, or empty if the process is gone, or if nothing happens for so long.
    Optional<TestEvent> next(Duration within);

    /// Whether [#next] was empty because the process is gone.
    boolean isGone();

    /// Asks something; the answer comes as an event, if it comes.
    void ask(TestEvent.Question question);

    /// With which code the process ended; waits for that.
    int exitCode();

    /// The last lines that it printed past the tests' own streams, in one sentence.
    String said();

    /// Whether it ended because its memory was used up, and where.
    Optional<Trouble> memoryTrouble();
}
