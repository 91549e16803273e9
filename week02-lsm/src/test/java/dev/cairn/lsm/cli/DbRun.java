package dev.cairn.lsm.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs `cairn db ...` with both engines, as the program has them, inside of the test.
public final class DbRun {
    private DbRun() {}

    /// `cairn db arguments`.
    static ProgramRun db(Object... arguments) {
        return reading("", arguments);
    }

    /// The same with `input` on standard input.
    static ProgramRun reading(String input, Object... arguments) {
        return of(DbRun::program, input, arguments);
    }

    /// `db arguments` of another program, with `input` on standard input.
    public static ProgramRun of(Function<StandardStreams, CommandLine> program, String input, Object... arguments) {
        String[] words = Stream.concat(Stream.of("db"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return ProgramRun.of(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                streams -> program.apply(streams).execute(words));
    }

    private static CommandLine program(StandardStreams streams) {
        List<Engine> engines = List.of(new LsmEngine(), new MapEngine());
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, List.of(new RepairCommand(streams, engines))));
        return Failures.handledOn(program, streams);
    }
}
