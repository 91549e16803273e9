package dev.cairn.workbook.cli;

/// How a command ends, as the shell that called it sees it: the same numbers as in all of `cairn`.
enum Ending {
    OK(0),
    /// A check said no.
    NEGATIVE(1),
    /// The request is at fault.
    USAGE(2),
    /// Something around the program is at fault.
    ENVIRONMENT(3),
    /// The program itself is at fault.
    BUG(70);

    private final int code;

    Ending(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
