package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program's own options, and that each week's commands are there; they are tested beside their code.
class CairnTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_goes_to_standard_output_and_is_a_success() {
        assertThat(run("--help")).isZero();
        assertThat(out()).startsWith("Usage: cairn").contains("Handles a store in a directory of this machine.");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "sim", "bench", "bench engine"})
    void each_command_shows_its_help(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out()).startsWith("Usage: cairn " + command).contains("--help");
        assertThat(err()).isEmpty();
    }

    @Test
    void version_names_the_program() {
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("cairn ");
    }

    @Test
    void no_command_at_all_is_a_usage_error() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("Usage: cairn");
    }

    @Test
    void an_unknown_option_is_a_usage_error() {
        assertThat(run("--no-such-option")).isEqualTo(2);
        assertThat(err()).isEqualTo("cairn: unknown option '--no-such-option'; see 'cairn --help'%n".formatted());
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err()).isEqualTo("cairn: unknown command 'fly'; see 'cairn --help'%n".formatted());
    }

    @Test
    void the_commands_of_week_one_are_there(@TempDir Path top) {
        String dir = top.resolve("d").toString();
        assertThat(run("db", "put", "--dir", dir, "--engine", "map", "k", "v")).isZero();
        assertThat(run("db", "get", "--dir", dir, "k")).isZero();
        assertThat(out()).isEqualTo("v\n");
    }

    @Test
    void a_new_store_is_a_log_structured_merge_tree(@TempDir Path top) {
        String dir = top.resolve("d").toString();
        assertThat(run("db", "put", "--dir", dir, "k", "v")).isZero();
        assertThat(run("db", "stats", "--dir", dir, "--json")).isZero();
        assertThat(out()).startsWith("{\"engine\":\"lsm\",");
    }

    @Test
    void a_simulated_run_of_week_one_is_repeated_by_its_seed() {
        assertThat(run("sim", "--week", "1", "--seed", "3", "--steps", "3")).isZero();
        assertThat(out()).contains("map, sync always: ").contains("distinct states of the disk");
    }

    @Test
    void a_week_that_cannot_be_simulated_is_a_usage_error() {
        assertThat(run("sim", "--week", "9")).isEqualTo(2);
        assertThat(err()).contains("--week is 9, but only these can be simulated: 1, 2");
    }

    private int run(String... args) {
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
        return Cairn.commandLine(streams).execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
