package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `cairn db`: all sub-commands on stores in directories.
///
/// A later week adds its engine to the list, and hands in sub-commands of its own; nothing here changes for it.
@Command(
        name = "db",
        description = "Handles a store in a directory of this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the key is not found, or a check said no",
            "  2  the request is at fault",
            "  3  a file, a disk, a right or another process is at fault",
            "  4  stored bytes are not what was written"
        })
public final class DbCommand {
    private DbCommand() {}

    /// The commands as a value, to be added to a program.
    ///
    /// @param engines all kinds of stores; new ones are of the first
    /// @param more further sub-commands, with picocli's annotations; one of the name of an engine's operation
    ///     takes its place
    public static CommandLine commandLine(StandardStreams streams, List<Engine> engines, List<Object> more) {
        CommandLine db = new CommandLine(new DbCommand());
        for (Object command : commands(streams, engines)) {
            db.addSubcommand(command);
        }
        Map<String, Engine.Operation> operations = operations(engines);
        more.forEach(command ->
                operations.remove(CommandSpec.forAnnotatedObject(command).name()));
        operations.forEach((name, operation) -> {
            db.addSubcommand(name, StoreCommands.operation(streams, writable(streams, engines), operation));
        });
        more.forEach(db::addSubcommand);
        db.getSubcommands().values().forEach(command -> complete(command.getCommandSpec(), engines));
        db.getCommandSpec().addOption(help());
        db.getCommandSpec().usageMessage().footer(footer(db, engines));
        return db;
    }

    private static List<Object> commands(StandardStreams streams, List<Engine> engines) {
        return List.of(
                new KeyCommands.Put(writable(streams, engines)),
                new KeyCommands.Get(streams, readable(streams, engines)),
                new KeyCommands.Delete(writable(streams, engines)),
                new RowCommands.Scan(streams, readable(streams, engines)),
                new LoadCommand(streams, writable(streams, engines)),
                new RowCommands.Dump(streams, readable(streams, engines)),
                new RowCommands.Sample(streams),
                new ReportCommands.Stats(streams, readable(streams, engines), false),
                new ReportCommands.Verify(streams, readable(streams, engines)),
                new ShellCommand(streams, writable(streams, engines), _ -> List.of()));
    }

    private static StoreDirectory readable(StandardStreams streams, List<Engine> engines) {
        return new StoreDirectory(streams, engines);
    }

    private static WritableDirectory writable(StandardStreams streams, List<Engine> engines) {
        return new WritableDirectory(readable(streams, engines));
    }

    /// Of two engines that have an operation of the same name, the first one describes it.
    private static Map<String, Engine.Operation> operations(List<Engine> engines) {
        Map<String, Engine.Operation> operations = new LinkedHashMap<>();
        for (Engine engine : engines) {
            engine.operations().forEach(operation -> operations.putIfAbsent(operation.name(), operation));
        }
        return operations;
    }

    /// Adds `--help`, and to what writes (it has a [WritableDirectory]) the engines' own options.
    public static void complete(CommandSpec command, List<Engine> engines) {
        command.addOption(help());
        boolean writes =
                command.mixins().values().stream().anyMatch(mixin -> mixin.userObject() instanceof WritableDirectory);
        for (Engine engine : engines) {
            if (writes && engine.options().isPresent()) {
                command.addMixin(
                        engine.name(),
                        CommandSpec.forAnnotatedObject(engine.options().get()));
            }
        }
    }

    /// The option `--help`.
    public static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build();
    }

    private static String[] footer(CommandLine db, List<Engine> engines) {
        List<String> lines =
                new ArrayList<>(List.of(db.getCommandSpec().usageMessage().footer()));
        lines.add("");
        lines.add("Engines:");
        engines.forEach(engine -> lines.add("  " + engine.name() + "  " + engine.summary()));
        return lines.toArray(String[]::new);
    }
}
