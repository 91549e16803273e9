package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program's own options, and that each week's commands are there; they are tested beside their code.
class CairnTest {
    @Test
    void help_goes_to_standard_output_and_is_a_success() {
        assertThat(run("--help").succeeds().out())
                .startsWith("Usage: cairn")
                .contains("Handles a store in a directory of this machine.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "db checkpoint",
                "db backup",
                "db restore",
                "db compact",
                "sim",
                "history",
                "history check",
                "bench",
                "bench engine",
                "bench growth",
                "bench rpc"
            })
    void each_command_shows_its_help(String command) {
        assertThat(run((command + " --help").split(" ")).succeeds().out())
                .startsWith("Usage: cairn " + command)
                .contains("--help");
    }

    @Test
    void version_names_the_program() {
        ProgramRun run = run("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("cairn ");
    }

    @Test
    void no_command_at_all_is_a_usage_error() {
        ProgramRun run = run();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cairn");
    }

    @Test
    void an_unknown_option_is_a_usage_error() {
        run("--no-such-option").fails(2, "unknown option '--no-such-option'; see 'cairn --help'");
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        run("fly").fails(2, "unknown command 'fly'; see 'cairn --help'");
    }

    @Test
    void the_commands_of_week_one_are_there(@TempDir Path top) {
        String dir = top.resolve("d").toString();
        assertThat(run("db", "put", "--dir", dir, "--engine", "map", "k", "v").exitCode())
                .isZero();
        run("db", "get", "--dir", dir, "k").prints("v\n");
    }

    @Test
    void a_new_store_is_a_log_structured_merge_tree(@TempDir Path top) {
        String dir = top.resolve("d").toString();
        assertThat(run("db", "put", "--dir", dir, "k", "v").exitCode()).isZero();
        ProgramRun stats = run("db", "stats", "--dir", dir, "--json");
        assertThat(stats.exitCode()).isZero();
        assertThat(stats.out()).startsWith("{\"engine\":\"lsm\",");
    }

    @Test
    void a_simulated_run_of_week_one_is_repeated_by_its_seed() {
        ProgramRun run = run("sim", "--week", "1", "--seed", "3", "--steps", "3");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("map, sync always: ").contains("distinct states of the disk");
    }

    @Test
    void a_simulated_run_of_week_four_is_repeated_by_its_seed() {
        ProgramRun run = run("sim", "--week", "4", "--seed", "3", "--steps", "5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("seed 3: ")
                .contains("operations")
                .isEqualTo(
                        run("sim", "--week", "4", "--seed", "3", "--steps", "5").out());
    }

    @Test
    void a_week_that_cannot_be_simulated_is_a_usage_error() {
        ProgramRun run = run("sim", "--week", "9");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--week is 9, but only these can be simulated: 1, 2");
    }

    private static ProgramRun run(String... words) {
        return ProgramRun.of(streams -> Cairn.commandLine(streams).execute(words));
    }
}
