package dev.cairn.lsm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.MapEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// One run of `cairn db ...` with both engines, as the program has them: what came out, and how it ended.
record DbRun(String out, String err, int exitCode) {
    /// `cairn db arguments`.
    static DbRun db(Object... arguments) {
        return reading("", arguments);
    }

    /// The same with `input` on standard input.
    static DbRun reading(String input, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
        String[] words = Stream.concat(Stream.of("db"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        int exitCode = program(streams).execute(words);
        return new DbRun(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exitCode);
    }

    /// It did what was asked, printed `text`, and said nothing on standard error.
    void prints(String text) {
        assertThat(err).isEmpty();
        assertThat(out).isEqualTo(text);
        assertThat(exitCode).isZero();
    }

    /// It did what was asked.
    DbRun succeeds() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /// It failed with one line on standard error and nothing on standard output.
    void fails(int code, String line) {
        assertThat(err).isEqualTo("cairn: " + line + System.lineSeparator());
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(code);
    }

    private static CommandLine program(StandardStreams streams) {
        List<Engine> engines = List.of(new LsmEngine(), new MapEngine());
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, List.of(new RepairCommand(streams, engines))));
        return Failures.handledOn(program, streams);
    }
}
