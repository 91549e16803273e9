package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.sim.contract.program.ProgramRun;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs `cairn db ...` inside of the test.
final class CairnRun {
    private static final List<Engine> ENGINES = List.of(new MapEngine());

    private CairnRun() {}

    /// `cairn db arguments`.
    static ProgramRun db(Object... arguments) {
        return dbReading("", arguments);
    }

    /// The same with `input` on standard input.
    static ProgramRun dbReading(String input, Object... arguments) {
        return dbReading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    /// The same with any input.
    static ProgramRun dbReading(InputStream input, Object... arguments) {
        return run(input, Map.of(), ENGINES, arguments);
    }

    /// The same with environment variables.
    static ProgramRun dbWith(Map<String, String> environment, Object... arguments) {
        return run(InputStream.nullInputStream(), environment, ENGINES, arguments);
    }

    /// The same with other engines.
    static ProgramRun dbOf(List<Engine> engines, Object... arguments) {
        return run(InputStream.nullInputStream(), Map.of(), engines, arguments);
    }

    /// The program, as `Cairn` puts it together.
    static CommandLine program(StandardStreams streams, List<Engine> engines) {
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, List.of()));
        return Failures.handledOn(program, streams);
    }

    private static ProgramRun run(
            InputStream input, Map<String, String> environment, List<Engine> engines, Object... arguments) {
        String[] words = Stream.concat(Stream.of("db"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return ProgramRun.of(
                input, environment, streams -> program(streams, engines).execute(words));
    }
}
