package dev.cairn.wal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        CairnRun shell =
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
        CairnRun help = CairnRun.dbReading("help\nhelp get\nscan --help\n", "shell", "--dir", dir)
                .succeeds();
        assertThat(help.out().lines())
                .contains("  checkpoint  Writes all rows down, so that the log before can go.")
                .contains("  exit, quit  Closes the store and ends the shell, as Ctrl-D does.")
                .contains("Usage: get [-h] [--debug] [--hex] [--json] KEY")
                .anyMatch(line -> line.startsWith("Usage: scan"));
        assertThat(help.out()).doesNotContain("--dir");
    }

    @Test
    void stats_count_what_the_shell_has_done() {
        CairnRun stats = CairnRun.dbReading("put a 1\nput b 2\nstats --json\n", "shell", "--dir", dir)
                .succeeds();
        assertThat(stats.out()).contains("\"rows\":2,").contains("\"commits\":{\"groups\":2,\"batches\":2,");
    }
}
