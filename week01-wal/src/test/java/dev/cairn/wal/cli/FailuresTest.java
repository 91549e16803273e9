package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What a program says of a failure that no store declares.
final class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void what_is_not_there_yet_is_no_fault_of_the_program() {
        int code = run(() -> {
            throw new UnsupportedOperationException("exercise 1.11 is not done yet");
        });

        assertThat(said())
                .isEqualTo("cairn: exercise 1.11 is not done yet, and this needs it: './cairn learn next' says what to"
                        + " write first\n");
        assertThat(code).isEqualTo(ExitCode.NEGATIVE.code());
    }

    @Test
    void another_thing_that_is_not_supported_is_a_bug() {
        int code = run(() -> {
            throw new UnsupportedOperationException();
        });

        assertThat(said()).contains("fault of the program itself", "--debug");
        assertThat(code).isEqualTo(ExitCode.BUG.code());
    }

    @Test
    void a_bug_is_a_fault_of_the_program() {
        int code = run(() -> {
            throw new IllegalStateException("x is 3");
        });

        assertThat(said()).contains("fault of the program itself", "x is 3", "--debug");
        assertThat(code).isEqualTo(ExitCode.BUG.code());
    }

    private int run(Callable<Integer> action) {
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
        return Failures.handledOn(new CommandLine(new Failing(action)), streams).execute();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// A command that does what a test says.
    @Command(name = "fail")
    private record Failing(Callable<Integer> action) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return action.call();
        }
    }
}
