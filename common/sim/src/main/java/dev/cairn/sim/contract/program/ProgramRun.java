package dev.cairn.sim.contract.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToIntFunction;

/// One run of a program inside of a test: what came out, and how it ended.
///
/// Immutable.
///
/// @param outBytes what stood on standard output
/// @param err what stood on standard error
public record ProgramRun(Bytes outBytes, String err, int exitCode) {
    /// Runs a program that is handed its streams and answers its exit code.
    ///
    /// @param in its standard input
    /// @param environment its environment variables
    public static ProgramRun of(
            InputStream in, Map<String, String> environment, ToIntFunction<StandardStreams> program) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = program.applyAsInt(new StandardStreams(
                in, out, new PrintStream(err, true, StandardCharsets.UTF_8), TerminalProbe.none(), environment));
        return new ProgramRun(Bytes.wrap(out.toByteArray()), err.toString(StandardCharsets.UTF_8), exitCode);
    }

    /// The same with nothing to read, and no environment.
    public static ProgramRun of(ToIntFunction<StandardStreams> program) {
        return of(InputStream.nullInputStream(), Map.of(), program);
    }

    /// What stood on standard output, as text.
    public String out() {
        return new String(outBytes.toArray(), StandardCharsets.UTF_8);
    }

    /// It did what was asked, and said nothing on standard error.
    public ProgramRun succeeds() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /// It did what was asked and printed `text`.
    public ProgramRun prints(String text) {
        succeeds();
        assertThat(out()).isEqualTo(text);
        return this;
    }

    /// It failed with one line on standard error and nothing on standard output.
    public ProgramRun fails(int code, String line) {
        assertThat(err).isEqualTo("cairn: " + line + System.lineSeparator());
        assertThat(out()).isEmpty();
        assertThat(exitCode).isEqualTo(code);
        return this;
    }
}
