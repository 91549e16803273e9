package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.sim.contract.program.ProgramRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `shell`, with piped lines.
class ShellCommandTest {
    @TempDir
    private Path top;

    private Path dir;

    @BeforeEach
    void name_a_directory() {
        dir = top.resolve("d");
    }

    @Test
    void commands_run_one_by_one_on_the_store() {
        String lines = """
            put a 1
            put "b c" {"two": "words"}

            get "b c"
            scan
            delete a
            scan --count
            checkpoint
            """;
        CairnRun.dbReading(lines, "shell", "--dir", dir).prints("""
            {"two": "words"}
            a\t1
            b c\t{"two": "words"}
            1
            rows   1
            bytes  %d
            """.formatted(54));
    }

    @Test
    void an_error_does_not_end_it_and_is_the_exit_code() {
        ProgramRun shell =
                CairnRun.dbReading("get nope\nbogus\nput a\nscan --limit x\nput a 1\nget a\n", "shell", "--dir", dir);

        assertThat(shell.err().lines())
                .containsExactly(
                        "cairn: key \"nope\" is not found",
                        "cairn: unknown command 'bogus'; see 'help'",
                        "cairn: missing required parameter: 'VALUE'; see 'put --help'",
                        "cairn: invalid value for option '--limit': 'x' is not a whole number; see 'scan --help'");
        assertThat(shell.out()).isEqualTo("1\n");
        assertThat(shell.exitCode()).isEqualTo(1);
    }

    @Test
    void exit_and_quit_end_it() {
        CairnRun.dbReading("put a 1\nexit\nput b 2\n", "shell", "--dir", dir).succeeds();
        CairnRun.dbReading("put c 3\nquit\nput d 4\n", "shell", "--dir", dir).succeeds();
        CairnRun.db("dump", "--dir", dir).prints("a\t1\nc\t3\n");
    }

    @Test
    void help_lists_and_explains_the_commands() {
        ProgramRun help = CairnRun.dbReading("help\nhelp get\nscan --help\n", "shell", "--dir", dir)
                .succeeds();
        assertThat(help.out().lines())
                .contains("  checkpoint  Writes all rows down, so that the log before can go.")
                .contains("  exit, quit  Closes the store and ends the shell, as Ctrl-D does.")
                .contains("Usage: get [-h] [--debug] [--hex] [--json] KEY")
                .anyMatch(line -> line.startsWith("Usage: scan"));
        assertThat(help.out()).doesNotContain("--dir");
    }

    @Test
    void stats_are_in_a_box_for_who_sits_at_a_terminal_and_fit_80_columns() {
        String seen = shellAtTerminal("put a 1\nstats\n");
        assertThat(seen.lines().toList())
                .startsWith("┌─ stats ────────────────┐", "│ engine             map │")
                .contains("├─ commits ──────────────┤")
                .endsWith("└────────────────────────┘")
                .allMatch(line -> line.length() == seen.indexOf('\n') && line.length() <= 80);
        assertThat(shellAtTerminal("stats --json\n")).startsWith("{\"engine\":\"map\"");
    }

    private String shellAtTerminal(String input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new OutputTerminal(),
                Map.of());
        assertThat(CairnRun.program(streams, List.of(new MapEngine())).execute("db", "shell", "--dir", dir.toString()))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Lines come from a pipe, and what is printed goes to a person.
    private static final class OutputTerminal implements TerminalProbe {
        @Override
        public boolean isInputTerminal() {
            return false;
        }

        @Override
        public boolean isErrorTerminal() {
            return false;
        }

        @Override
        public int errorColumns() {
            return COLUMNS_DEFAULT;
        }

        @Override
        public boolean isOutputTerminal() {
            return true;
        }
    }

    @Test
    void stats_count_what_the_shell_has_done() {
        ProgramRun stats = CairnRun.dbReading("put a 1\nput b 2\nstats --json\n", "shell", "--dir", dir)
                .succeeds();
        assertThat(stats.out()).contains("\"rows\":2,").contains("\"commits\":{\"groups\":2,\"batches\":2,");
        assertThat(stats.out()).endsWith("\"failedCheckpoints\":{\"count\":0}}\n");
    }

    @Test
    void stats_tell_why_the_last_checkpoint_failed() {
        Path inTheWay = dir.resolve("000002.checkpoint.tmp");
        InputStream makesIt = new InputStream() {
            @Override
            public int read() throws IOException {
                Files.createDirectory(inTheWay);
                return -1;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream lines = new ByteArrayInputStream("checkpoint\nstats\n".getBytes(StandardCharsets.UTF_8));

        ProgramRun shell = CairnRun.dbReading(new SequenceInputStream(makesIt, lines), "shell", "--dir", dir);

        String why = "cannot write " + inTheWay + ": it already exists";
        assertThat(shell.err()).isEqualTo("cairn: " + why + System.lineSeparator());
        assertThat(shell.out()).endsWith("failedCheckpoints\n  count  1\n  last   " + why + "\n");
    }
}
