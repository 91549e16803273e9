package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// One run of `cairn db ...` inside of the test: what went in, what came out, how it ended.
final class CairnRun {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int exitCode;

    private CairnRun(InputStream in, Map<String, String> environment, List<Engine> engines, List<String> arguments) {
        StandardStreams streams = new StandardStreams(
                in, out, new PrintStream(err, true, StandardCharsets.UTF_8), TerminalProbe.none(), environment);
        this.exitCode = program(streams, engines).execute(arguments.toArray(String[]::new));
    }

    /// `cairn db arguments`.
    static CairnRun db(Object... arguments) {
        return dbReading("", arguments);
    }

    /// The same with `input` on standard input.
    static CairnRun dbReading(String input, Object... arguments) {
        return dbReading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    /// The same with any input.
    static CairnRun dbReading(InputStream input, Object... arguments) {
        return new CairnRun(input, Map.of(), List.of(new MapEngine()), dbArguments(arguments));
    }

    /// The same with environment variables.
    static CairnRun dbWith(Map<String, String> environment, Object... arguments) {
        return new CairnRun(
                InputStream.nullInputStream(), environment, List.of(new MapEngine()), dbArguments(arguments));
    }

    /// The same with other engines.
    static CairnRun dbOf(List<Engine> engines, Object... arguments) {
        return new CairnRun(InputStream.nullInputStream(), Map.of(), engines, dbArguments(arguments));
    }

    /// The program, as `Cairn` puts it together.
    static CommandLine program(StandardStreams streams, List<Engine> engines) {
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(DbCommand.commandLine(streams, engines, List.of()));
        return Failures.handledOn(program, streams);
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    byte[] outBytes() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// It did what was asked, and said nothing on standard error.
    CairnRun succeeds() {
        assertThat(err()).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /// It did what was asked and printed `text`.
    CairnRun prints(String text) {
        succeeds();
        assertThat(out()).isEqualTo(text);
        return this;
    }

    /// It failed with one line on standard error and nothing on standard output.
    CairnRun fails(int code, String line) {
        assertThat(err()).isEqualTo("cairn: " + line + System.lineSeparator());
        assertThat(out()).isEmpty();
        assertThat(exitCode).isEqualTo(code);
        return this;
    }

    private static List<String> dbArguments(Object... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("db"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return all;
    }
}
