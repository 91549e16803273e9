package dev.cairn.engine.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.engine.EngineStore;
import dev.cairn.lsm.cli.DbRun;
import dev.cairn.lsm.cli.RepairCommand;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs `cairn db ...` with the tuned engine, as the program has it, inside of the test.
final class EngineRun {
    private EngineRun() {}

    /// `cairn db arguments`.
    static ProgramRun db(Object... arguments) {
        return reading("", arguments);
    }

    /// The same with `input` on standard input.
    static ProgramRun reading(String input, Object... arguments) {
        return DbRun.of(EngineRun::program, input, arguments);
    }

    private static CommandLine program(StandardStreams streams) {
        List<Engine> engines = List.of(new TunedEngine(streams), new MapEngine());
        List<Object> more = List.of(
                new CompactCommand(streams, engines),
                new RepairCommand(streams, engines, EngineStore.checkingOptions()));
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, more));
        return Failures.handledOn(program, streams);
    }
}
