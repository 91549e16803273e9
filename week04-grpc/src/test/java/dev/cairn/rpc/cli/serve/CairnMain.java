package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.engine.cli.TunedEngine;
import dev.cairn.rpc.cli.kv.KvCommand;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `cairn` with the commands of this week, in this process or one of its own.
final class CairnMain {
    private CairnMain() {}

    public static void main(String[] arguments) {
        StandardStreams streams = StandardStreams.ofProcess(TerminalProbe.none());
        Failures.endProcessOnFaultsOf(streams);
        System.exit(program(streams).execute(arguments));
    }

    static CommandLine program(StandardStreams streams) {
        List<Engine> engines = List.of(new TunedEngine(streams), new MapEngine());
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, List.of()));
        program.addSubcommand(ServeCommand.commandLine(streams, engines));
        program.addSubcommand(KvCommand.commandLine(streams));
        return Failures.handledOn(program, streams);
    }
}
