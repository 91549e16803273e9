package dev.cairn.workbook.run;

import java.util.concurrent.TimeUnit;

/// Processes that this one has started, none of which outlives it: also not when it is stopped by Ctrl-C.
final class Children {
    private static final int DIES_WITHIN_SECONDS = 10;

    private Children() {}

    /// Takes charge of `child` until its end.
    ///
    /// @param afterwards is run when this process is stopped before the child has ended, behind the child's end
    static Process watched(Process child, Runnable afterwards) {
        Thread end = new Thread(
                () -> {
                    kill(child);
                    afterwards.run();
                },
                "end a child");
        Runtime.getRuntime().addShutdownHook(end);
        var _ = child.onExit().thenRun(() -> {
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException _) {
                // This process is ending already, and the hook runs.
                return;
            }
        });
        return child;
    }

    /// Waits for the end of `child`, whose exit code is the answer.
    static int waitFor(Process child) {
        try {
            return child.waitFor();
        } catch (InterruptedException _) {
            kill(child);
            Thread.currentThread().interrupt();
            throw CourseException.environment("interrupted while waiting for another process");
        }
    }

    /// Ends `child` and whatever it has started, by their ids, and waits until it is gone.
    static void kill(Process child) {
        child.descendants().forEach(ProcessHandle::destroyForcibly);
        child.toHandle().destroyForcibly();
        child.onExit()
                .orTimeout(DIES_WITHIN_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> child)
                .join();
    }
}
