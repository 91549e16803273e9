package dev.cairn.wal.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.cli.TextBox;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The option `--json` of every command that prints a report.
///
/// A picocli mixin; confined to one thread.
@Command
public final class ReportOptions {
    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean isJson;

    /// Not yet read from a command line.
    public ReportOptions() {}

    /// Prints `report` for a person, or for a program if that was asked for.
    ///
    /// @throws IOException if the output cannot be written
    public void print(StandardStreams streams, Report report) throws IOException {
        print(streams, isJson ? report.toJson() + "\n" : report.toText());
    }

    /// In a box, if a person sees it.
    void printBoxed(StandardStreams streams, String title, Report report) throws IOException {
        if (isJson || !streams.terminals().isOutputTerminal()) {
            print(streams, report);
        } else {
            print(streams, TextBox.of(title, report, TerminalProbe.COLUMNS_DEFAULT));
        }
    }

    private static void print(StandardStreams streams, String text) throws IOException {
        streams.out().write(Bytes.utf8(text).toArray());
        streams.out().flush();
    }
}
