package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that work on any store that can be opened, for a program whose stores are in no directory:
/// `put`, `get`, `delete`, `scan`, `load`, `stats`, `shell`.
///
/// Their help has examples for `cairn db`; whoever adds them elsewhere writes others.
public final class StoreCommands {
    private StoreCommands() {}

    /// The commands, with picocli's annotations.
    ///
    /// @param sources makes a source for each, as a mixin holds the options of one command
    /// @param more what a shell has besides, made for the store that it holds open
    public static List<Object> on(
            StandardStreams streams,
            Supplier<? extends StoreSource.Any> sources,
            Function<StoreSource.Any, List<Object>> more) {
        return List.of(
                new KeyCommands.Put(sources.get()),
                new KeyCommands.Get(streams, sources.get()),
                new KeyCommands.Delete(sources.get()),
                new RowCommands.Scan(streams, sources.get()),
                new LoadCommand(streams, sources.get()),
                new ReportCommands.Stats(streams, sources.get(), false),
                new ShellCommand(streams, sources.get(), more));
    }

    /// The command for one of the things that can be done to an open store, under its name.
    public static CommandLine operation(
            StandardStreams streams, StoreSource.Writing source, Engine.Operation operation) {
        CommandSpec perform =
                CommandSpec.forAnnotatedObject(new ReportCommands.Perform(streams, source, operation.name()));
        perform.name(operation.name()).usageMessage().description(operation.summary());
        return new CommandLine(perform);
    }
}
