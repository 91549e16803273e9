package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.TestEvent.Frame;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person wants to know of the stacks of a process whose test does not end.
final class StackReport {
    private static final int THREADS_MAX = 8;
    private static final List<String> NOBODYS =
            List.of("java.", "jdk.", "sun.", "javax.", "org.junit.", "net.jqwik.", "org.assertj.", "org.jetbrains.");
    private static final String OURS = "dev.cairn.workbook.";

    private StackReport() {}

    /// The stack of the thread that runs the tests, and in a line each where other threads of interest are.
    ///
    /// @param threads all threads, the one that runs the tests first
    static Trouble of(List<Trouble> threads) {
        Trouble test = threads.getFirst();
        List<String> others = new ArrayList<>();
        for (Trouble thread : threads.subList(1, threads.size())) {
            place(thread.frames())
                    .ifPresent(frame -> others.add(
                            "thread " + thread.type() + " (" + lower(thread.message()) + ") was in " + frame));
        }
        return new Trouble(
                test.type(),
                lower(test.message()),
                test.frames(),
                others.stream().limit(THREADS_MAX).toList());
    }

    /// The innermost place that is neither the JDK's nor a test library's.
    static Optional<Frame> place(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> NOBODYS.stream().noneMatch(frame.className()::startsWith))
                .filter(frame -> !frame.className().startsWith(OURS))
                .findFirst();
    }

    private static String lower(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
