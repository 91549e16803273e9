package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.cli.TimeText;
import dev.cairn.rpc.log.NodeLog;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say how much a node tells on standard error, and how.
///
/// A picocli mixin; confined to one thread.
@Command
final class LogOptions {
    @Option(
            names = "--log",
            paramLabel = "LEVEL",
            description =
                    "What is told on standard error: quiet (only what is broken), info (starts, stops, refusals, slow"
                            + " requests, sessions that expire), debug (connections too); default: ${DEFAULT-VALUE}."
                            + " Nothing waits for whoever reads it: what is not taken is dropped and counted.")
    private String level = "quiet";

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How it looks: text or json, one event a line; default: ${DEFAULT-VALUE}.")
    private String format = "text";

    @Option(
            names = "--log-slow",
            paramLabel = "TIME",
            description = "Requests that take as long are told of; default: ${DEFAULT-VALUE}.")
    private String slow = "1s";

    /// Where the node tells its events; the caller closes it.
    ///
    /// @throws StoreException.Refused if an option is none
    ProgramLog open(StandardStreams streams) {
        return new ProgramLog(least(), form(), InstantSource.system(), streams.err());
    }

    /// The time of a request that is told of as slow.
    ///
    /// @throws StoreException.Refused if it is none
    Duration slow() {
        return TimeText.parse("--log-slow", slow);
    }

    private NodeLog.Level least() {
        return switch (level) {
            case "quiet" -> NodeLog.Level.ERROR;
            case "info" -> NodeLog.Level.INFO;
            case "debug" -> NodeLog.Level.DEBUG;
            default -> throw refused("--log", level, "quiet, info or debug");
        };
    }

    private ProgramLog.Form form() {
        return switch (format) {
            case "text" -> ProgramLog.Form.TEXT;
            case "json" -> ProgramLog.Form.JSON;
            default -> throw refused("--log-format", format, "text or json");
        };
    }

    private static StoreException.Refused refused(String option, String found, String expected) {
        return new StoreException.Refused(option + " is \"" + found + "\", but must be " + expected);
    }
}
