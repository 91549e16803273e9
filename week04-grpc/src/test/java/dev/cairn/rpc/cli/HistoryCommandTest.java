package dev.cairn.rpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn history check`: only a yes is a success.
final class HistoryCommandTest {
    private static final String PUT =
            "{\"client\":1,\"op\":\"put\",\"key\":\"k\",\"value\":\"v\",\"call\":0,\"return\":1,\"outcome\":\"ok\"}\n";
    private static final String GET =
            "{\"client\":2,\"op\":\"get\",\"key\":\"k\",\"value\":\"v\",\"call\":5,\"return\":9,\"outcome\":\"ok\"}\n";
    private static final String MISSED = GET.replace("\"v\"", "null");

    @TempDir
    private Path folder;

    @Test
    void a_history_with_an_order_is_a_yes() throws IOException {
        check(PUT + GET).prints("linearizable: yes, 2 operations on 1 keys\n");
    }

    @Test
    void a_history_without_one_is_a_no_with_a_picture() throws IOException {
        ProgramRun run = check(PUT + MISSED);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("linearizable: no, of 2 operations these suffice to show it\n")
                .contains("client 2           [get nothing]\n")
                .contains("no order explains that client 2 saw nothing");
    }

    @Test
    void a_budget_that_ends_is_unknown_and_no_success() throws IOException {
        ProgramRun run = check(PUT + GET, "--budget", "0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("linearizable: unknown, of 2 operations; the budget of 0 steps ended without a verdict on"
                        + " \"k\"\n");
    }

    @Test
    void each_verdict_is_an_object_for_programs() throws IOException {
        assertThat(check(PUT + GET, "--json").out())
                .isEqualTo("{\"operations\":2,\"linearizable\":\"yes\",\"keys\":1,\"steps\":1}\n");
        assertThat(check(PUT + MISSED, "--json").out())
                .startsWith("{\"operations\":2,\"linearizable\":\"no\",\"steps\":")
                .contains("\"key\":\"k\",\"sentence\":\"no order explains that client 2 saw nothing");
        assertThat(check(PUT + GET, "--json", "--budget", "0").out())
                .contains("\"linearizable\":\"unknown\",\"steps\":0,\"undecidedKeys\":1");
    }

    @Test
    void a_malformed_line_is_one_error() throws IOException {
        Path file = written(PUT + "{}\n");

        run(file.toString()).fails(2, file + " line 2: expected a text as \"outcome\", found no such field");
    }

    @Test
    void what_cannot_be_read_is_one_error() {
        run(folder.toString()).fails(2, folder + " is a directory, not a file: name the file with the history");
        assertThat(run(folder.resolve("none").toString()).exitCode()).isEqualTo(3);
        run("--budget", "-1", "-").fails(2, "--budget is -1, but must be at least 0");
    }

    @Test
    void a_dash_is_standard_input() {
        run("-").prints("linearizable: yes, 0 operations on 0 keys\n");
    }

    @Test
    void help_has_examples() {
        assertThat(run("--help").succeeds().out())
                .contains(
                        "Examples:",
                        "cairn history check run.jsonl",
                        "Exit codes: 0 yes; 1 no",
                        "3 the file cannot be read");
    }

    private ProgramRun check(String lines, String... options) throws IOException {
        String[] words = Arrays.copyOf(options, options.length + 1);
        words[options.length] = written(lines).toString();
        return run(words);
    }

    private Path written(String lines) throws IOException {
        return Files.writeString(folder.resolve("h.jsonl"), lines);
    }

    private static ProgramRun run(String... words) {
        String[] all = Stream.concat(Stream.of("check"), Arrays.stream(words)).toArray(String[]::new);
        return ProgramRun.of(streams ->
                Failures.handledOn(HistoryCommand.commandLine(streams), streams).execute(all));
    }
}
