package dev.cairn.lsm.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `cairn bench engine` with stores that fail. Each of them runs in a process of its own, as the real ones do.
final class BenchCommandTest {
    private static final List<String> QUICKLY = List.of(
            "engine",
            "--workloads",
            "fillseq,readreverse,readseq",
            "--rows",
            "50",
            "--rounds",
            "1",
            "--heap",
            "64m",
            "--dir");

    @TempDir
    private Path home;

    @Test
    void what_another_engine_cannot_do_is_told_in_a_line_and_the_rest_is_measured() throws IOException {
        Path json = home.resolve("result.json");
        ProgramRun run = run(CountingStore.Able.class, "--engines", "cairn,leveldb", "--json", json.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("round 1 of 1  leveldb cannot do readreverse: UnsupportedOperationException\n");
        assertThat(run.out().lines().filter(line -> line.contains("failed")))
                .singleElement()
                .asString()
                .matches("  leveldb +failed( +-){8}  UnsupportedOperationException");
        assertThat(run.out().lines().filter(line -> line.matches("  leveldb .*[0-9]")))
                .hasSize(2);
        assertThat(run.out()).doesNotContain("Infinity", "NaN");
        assertThat(Files.readString(json))
                .contains("{\"engine\":\"leveldb\",\"workload\":\"readreverse\","
                        + "\"failed\":\"UnsupportedOperationException\"}")
                .contains("\"workload\":\"readseq\",\"threads\":1,\"operations\":50,");
    }

    @Test
    void nothing_is_compared_with_an_engine_that_failed() {
        ProgramRun run = run(CountingStore.Able.class, "--engines", "leveldb,cairn");
        assertThat(run.out()
                        .lines()
                        .dropWhile(line -> !line.startsWith("readreverse"))
                        .skip(2)
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("  cairn .*[0-9]( +-){3}"));
    }

    @Test
    void a_failure_of_our_own_engine_ends_the_command_with_an_error_behind_the_results() {
        ProgramRun run = run(CountingStore.Unwritable.class, "--engines", "cairn");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .endsWith("cairn: this program's own engine failed: cairn cannot do fillseq:"
                        + " UnsupportedOperationException; --debug shows where%n".formatted());
        assertThat(run.out()).contains("failed");
    }

    @Test
    void a_recovery_of_what_could_not_be_filled_has_failed() {
        ProgramRun run = run(CountingStore.Unwritable.class, "--workloads", "recover");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("cairn cannot do recover: UnsupportedOperationException");
        assertThat(run.out()).doesNotContain("missing");
    }

    @Test
    void what_others_do_faster_stands_at_the_end() throws IOException {
        BenchSummary summary = new BenchSummary();
        summary.add(timed("cairn", Workload.FILLSEQ, 1_000));
        summary.add(timed("leveldb", Workload.FILLSEQ, 500));
        summary.add(timed("cairn", Workload.READSEQ, 500));
        summary.add(timed("leveldb", Workload.READSEQ, 1_000));

        assertThat(summary.text().lines().filter(line -> line.startsWith("lost")))
                .containsExactly("lost: fillseq to leveldb, 0.50 of its rate");
    }

    @Test
    void writing_tells_how_many_bytes_each_byte_became() {
        BenchSummary summary = new BenchSummary();
        summary.add(timed("cairn", Workload.FILLSEQ, 1_000));
        assertThat(summary.text().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("  cairn .* 2\\.50 +3\\.00 +1\\.00"));
    }

    @ParameterizedTest
    @CsvSource({"8388608,8388608", "8MiB,8388608", "8m,8388608", "16k,16384", "1GB,1073741824", "0,0"})
    void sizes_are_read_with_and_without_units(String text, long bytes) {
        assertThat(new BenchCommand.SizeConverter().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8 MiB", "-1", "1.5m", "8x", "1234567890123"})
    void what_is_no_size_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> new BenchCommand.SizeConverter().convert(text))
                .hasMessage("\"" + text + "\" is no size: write it as 8MiB, or in bytes");
    }

    @Test
    void a_setting_is_taken_as_a_person_writes_it() {
        ProgramRun run =
                run(CountingStore.Packed.class, "--workloads", "fillseq", "--compression", "zstd", "--cache", "8MiB");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("UnsupportedOperationException: 8388608 bytes of cache, and zstd");
    }

    /// Of 250 bytes handed to the system for each 100 that were put, and three seconds behind.
    private static BenchResult timed(String engine, Workload workload, long nanos) {
        return new BenchResult(
                engine,
                workload.label(),
                1,
                10,
                nanos,
                10,
                100,
                BenchResult.Latency.NONE,
                new BenchResult.Costs(0, 250, 3_000_000_000L, 0, 0),
                "");
    }

    @Test
    void it_shows_its_help() {
        ProgramRun run = ProgramRun.of(
                streams -> program(CountingStore.Able.class, streams).execute("engine", "--help"));
        assertThat(run.succeeds().out()).startsWith("Usage: cairn engine").contains("--workloads");
    }

    /// @param own opens what is taken for our own engine
    private ProgramRun run(Class<? extends BenchStore.Opener> own, String... more) {
        List<String> words = new ArrayList<>(QUICKLY);
        words.add(home.toString());
        words.addAll(List.of(more));
        return ProgramRun.of(streams -> program(own, streams).execute(words.toArray(String[]::new)));
    }

    private CommandLine program(Class<? extends BenchStore.Opener> own, StandardStreams streams) {
        BenchPeers peers = new BenchPeers(
                home.toString(), Map.of("cairn", own.getName(), "leveldb", CountingStore.Forward.class.getName()));
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(new BenchCommand(streams, () -> peers));
        return Failures.handledOn(program, streams);
    }
}
