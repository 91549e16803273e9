package dev.cairn.common.cli;

/// Tells which of the standard streams are a terminal.
public interface TerminalProbe {
    /// Columns where a terminal does not tell its width.
    int COLUMNS_DEFAULT = 80;

    /// Whether what is typed comes from a person.
    boolean isInputTerminal();

    /// Whether standard error is a terminal, of a kind that can write a line again.
    boolean isErrorTerminal();

    /// The width of that terminal, at least 1.
    int errorColumns();

    /// Whether standard output is a terminal, of [#COLUMNS_DEFAULT] columns or more.
    default boolean isOutputTerminal() {
        return false;
    }

    /// No stream is a terminal.
    static TerminalProbe none() {
        return new TerminalProbe() {
            @Override
            public boolean isInputTerminal() {
                return false;
            }

            @Override
            public boolean isErrorTerminal() {
                return false;
            }

            @Override
            public int errorColumns() {
                return COLUMNS_DEFAULT;
            }
        };
    }
}
