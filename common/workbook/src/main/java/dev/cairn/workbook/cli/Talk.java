package dev.cairn.workbook.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// What the commands say: answers on standard output, and on standard error what goes on meanwhile.
///
/// Confined to one thread.
final class Talk {
    private static final String TO_LINE_START_AND_WIPE = "\r\u001b[K";
    private static final int COLUMNS_MAX = 79;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isTerminal;
    private boolean isDrawn;

    /// @param isTerminal whether a line of `err` can be written again
    Talk(PrintStream out, PrintStream err, boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.isTerminal = isTerminal;
    }

    static Talk ofProcess() {
        boolean isTerminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Talk(System.out, System.err, isTerminal);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    void line(String text) {
        wipe();
        out.println(text);
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /// What goes on just now; on a terminal it is wiped out by what comes next.
    void progress(String text) {
        if (isTerminal) {
            String cut = text.length() <= COLUMNS_MAX ? text : text.substring(0, COLUMNS_MAX - 3) + "...";
            err.print(TO_LINE_START_AND_WIPE + cut);
            err.flush();
            isDrawn = true;
        }
    }

    /// Something that takes a while, said to everybody.
    void notice(String text) {
        wipe();
        err.println("cairn: " + text);
    }

    void wipe() {
        if (isDrawn) {
            err.print(TO_LINE_START_AND_WIPE);
            err.flush();
            isDrawn = false;
        }
    }
}
