package dev.cairn.workbook.run.child;

import dev.cairn.workbook.run.child.TestEvent.Frame;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Turns what was thrown into what can be sent.
final class Troubles {
    private static final int FRAMES_MAX = 200;
    private static final int MESSAGE_CHARACTERS_MAX = 64 * 1024;

    private Troubles() {}

    /// What `thrown` says, with its causes in the message.
    static Trouble of(Throwable thrown, List<String> reports) {
        StringBuilder message = new StringBuilder(message(thrown));
        for (Throwable cause = thrown.getCause();
                cause != null && cause != cause.getCause();
                cause = cause.getCause()) {
            message.append("\ncaused by ").append(cause.getClass().getName());
            message.append(": ").append(message(cause));
        }
        String cut = message.substring(0, Math.min(message.length(), MESSAGE_CHARACTERS_MAX));
        return new Trouble(thrown.getClass().getName(), cut, framesOfAll(thrown), reports);
    }

    static List<Frame> frames(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .limit(FRAMES_MAX)
                .map(element -> new Frame(
                        element.getClassName(),
                        element.getMethodName(),
                        Objects.requireNonNullElse(element.getFileName(), "?"),
                        element.getLineNumber()))
                .toList();
    }

    /// The innermost cause first: it lies closest to what went wrong.
    private static List<Frame> framesOfAll(Throwable thrown) {
        List<Frame> all = new ArrayList<>(frames(thrown.getStackTrace()));
        for (Throwable cause = thrown.getCause();
                cause != null && cause != cause.getCause();
                cause = cause.getCause()) {
            all.addAll(0, frames(cause.getStackTrace()));
        }
        return all.stream().limit(FRAMES_MAX).toList();
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), "");
    }
}
