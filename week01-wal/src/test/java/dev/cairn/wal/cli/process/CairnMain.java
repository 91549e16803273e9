package dev.cairn.wal.cli.process;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `cairn` with the commands of this week, as a process of its own.
final class CairnMain {
    private CairnMain() {}

    public static void main(String[] arguments) {
        StandardStreams streams = StandardStreams.ofProcess(TerminalProbe.none());
        Failures.endProcessOnFaultsOf(streams);
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, List.of(new MapEngine()), List.of()));
        System.exit(Failures.handledOn(program, streams).execute(arguments));
    }
}
