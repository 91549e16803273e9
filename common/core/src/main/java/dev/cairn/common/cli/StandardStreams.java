package dev.cairn.common.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/// What a command reads and writes, so that a test can stand at both ends.
///
/// Immutable.
///
/// @param in standard input
/// @param out standard output, buffered: whoever writes flushes, and learns of a failure by an exception
/// @param err standard error
/// @param terminals which of them a person sits at
/// @param environment the environment variables
public record StandardStreams(
        InputStream in, OutputStream out, PrintStream err, TerminalProbe terminals, Map<String, String> environment) {
    private static final int BUFFER_BYTES = 64 * 1024;

    public StandardStreams {
        environment = Map.copyOf(environment);
    }

    /// Those of this process.
    public static StandardStreams ofProcess(TerminalProbe terminals) {
        return new StandardStreams(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                System.err,
                terminals,
                System.getenv());
    }

    /// Prints what a person should know although nothing is wrong.
    public void note(String text) {
        err.println(OneLine.of("note: " + text));
    }
}
