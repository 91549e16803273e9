package dev.cairn.workbook.edition;

/// An edition cannot be made or changed, for a reason that lies outside of the program; the message is one line
/// that says what is wrong, where, and what to do.
public final class EditionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EditionException(String line) {
        super(line);
    }

    EditionException(String line, Throwable cause) {
        super(line, cause);
    }
}
