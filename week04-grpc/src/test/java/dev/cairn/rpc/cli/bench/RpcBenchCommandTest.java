package dev.cairn.rpc.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.cli.bench.subject.EtcdProgram;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `cairn bench rpc`, for fractions of a second, with real processes.
final class RpcBenchCommandTest {
    private static final String SEARCHED = System.getenv().getOrDefault("PATH", "");

    @TempDir
    private Path home;

    @Test
    @Tag("full")
    void every_workload_is_measured_for_every_subject_and_its_data_is_removed() throws IOException {
        WrittenStore.isNeeded(home.resolve("needed"));
        Path json = home.resolve("result.json");
        ProgramRun run = run("", "--subjects", "cairn,in-process", "--clients", "20", "--json", json.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("put, 20 clients", "get, 20 clients", "scan, 20 clients");
        assertThat(run.out().lines().filter(line -> line.matches("  (cairn|in-process) .*[0-9]")))
                .hasSize(6);
        assertThat(Files.readString(json)).contains("\"subject\":\"cairn\",\"workload\":\"scan\",\"clients\":20,");
        assertThat(home.resolve("data")).isEmptyDirectory();
    }

    @Test
    @Tag("full")
    void it_stands_beside_etcd_where_there_is_one() {
        assumeTrue(EtcdProgram.find(SEARCHED).isPresent(), "etcd is not installed");
        ProgramRun run = run(SEARCHED, "--subjects", "etcd", "--clients", "2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.matches("  etcd .*[0-9]")))
                .hasSize(3);
        assertThat(home.resolve("data")).isEmptyDirectory();
    }

    @Test
    void a_subject_that_is_not_there_is_left_out_in_one_line() {
        WrittenStore.isNeeded(home.resolve("needed"));
        ProgramRun run = run("/nowhere", "--subjects", "in-process,etcd", "--workloads", "get", "--clients", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .startsWith("cairn: note: etcd is left out: there is no such program on the PATH; apt-get install"
                        + " etcd-server brings one\n");
        assertThat(run.out()).doesNotContain("  etcd");
    }

    @Test
    void etcd_is_not_compared_where_nothing_is_synced() {
        ProgramRun run = run(SEARCHED, "--subjects", "etcd", "--sync", "never");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("cairn: note: etcd is left out: it has no mode without syncs\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--workloads|fill|there is no workload \"fill\"; there are put, get, scan",
                "--subjects|redis|there is no subject \"redis\"; there are cairn, in-process, etcd",
                "--sync|sometimes|--sync is \"sometimes\", but must be always or never",
                "--clients|8,0|--clients has 0, but must be numbers from 1 to 1000",
                "--rows|4|--rows is 4, but must be at least --clients, so that each has a row to write",
                "--rounds|0|--rounds is 0, but must be at least 1",
                "--seconds|0|--seconds is 0.0, but must be above 0",
                "--warm-up|-1|--warm-up is -1.0, but must be at least 0",
                "--value-bytes|0|--value-bytes is 0, but must be at least 1",
                "--scan-rows|0|--scan-rows is 0, but must be at least 1",
            })
    void what_cannot_be_measured_is_refused_in_one_line(String option, String value, String line) {
        run("", option, value).fails(ExitCode.USAGE.code(), line);
    }

    /// Quickly, unless told otherwise.
    private ProgramRun run(String searched, String... more) {
        Map<String, String> options = new TreeMap<>(
                Map.of("--seconds", "0.2", "--warm-up", "0", "--rounds", "1", "--rows", "200", "--heap", "128m"));
        options.put("--dir", home.resolve("data").toString());
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        List<String> words = new ArrayList<>(List.of("rpc"));
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        Map<String, String> environment = Map.of("PATH", searched);
        return ProgramRun.of(
                InputStream.nullInputStream(),
                environment,
                streams -> program(streams).execute(words.toArray(String[]::new)));
    }

    private static CommandLine program(StandardStreams streams) {
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(new RpcBenchCommand(streams));
        return Failures.handledOn(program, streams);
    }
}
