package dev.cairn.common.cli;

/// A message for a person, on one line whatever it quotes: control characters of a file's name or a key would
/// otherwise move the cursor of the reader's terminal.
public final class OneLine {
    private static final String PROGRAM = "cairn: ";

    private OneLine() {}

    /// `cairn: message`.
    public static String of(String message) {
        StringBuilder line = new StringBuilder(PROGRAM);
        message.strip().codePoints().forEach(point -> {
            if (point == '\n') {
                line.append(' ');
            } else if (Character.isISOControl(point)) {
                line.append("\\x%02x".formatted(point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }
}
