package dev.cairn.workbook.zoo;

import java.util.List;

/// An entry of the zoo that cannot be used as it is.
///
/// Immutable.
public final class BrokenEntryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /// @param problems each in one line: where, what was expected, what was found
    public BrokenEntryException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, a line each.
    public List<String> problems() {
        return problems;
    }
}
