package dev.cairn.common.cli;

import dev.cairn.common.store.StoreException;

/// How a command ends, as the shell that called it sees it.
///
/// Immutable.
public enum ExitCode {
    /// It did what was asked.
    OK(0),
    /// The key was not found, or a check said no.
    NEGATIVE(1),
    /// The request is at fault.
    USAGE(2),
    /// Something around the program is at fault: a file, a disk, a right, another process, another node.
    ENVIRONMENT(3),
    /// Stored bytes are not what was written.
    CORRUPTION(4),
    /// The program itself is at fault.
    BUG(70),
    /// It was stopped by an interrupt (Ctrl-C) and ended in good order.
    INTERRUPTED(130),
    /// Nobody reads its output any more.
    OUTPUT_CLOSED(141);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number that the process ends with.
    public int code() {
        return code;
    }

    /// The exit code for a failure of a store: the only place that decides it.
    public static ExitCode of(StoreException failure) {
        return switch (failure) {
            case StoreException.Refused _ -> USAGE;
            case StoreException.Corrupt _ -> CORRUPTION;
            case StoreException.Locked _,
                    StoreException.Failed _,
                    StoreException.ReadOnly _,
                    StoreException.UnknownOutcome _,
                    StoreException.Unavailable _ -> ENVIRONMENT;
            case StoreException.Closed closed -> closed.isTold() ? ENVIRONMENT : BUG;
        };
    }
}
