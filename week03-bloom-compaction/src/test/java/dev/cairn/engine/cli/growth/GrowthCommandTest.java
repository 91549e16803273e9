package dev.cairn.engine.cli.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.KeyRange;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStore;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `cairn bench growth` with few rows, in a process of its own as always.
final class GrowthCommandTest {
    @TempDir
    private Path home;

    @Test
    void all_that_was_loaded_is_found_and_drawn() throws IOException {
        requireEngine();
        Path plot = home.resolve("growth.svg");
        ProgramRun run = run("--rows", "3000", "--slices", "4", "--heap", "64m", "--plot", plot.toString());

        assertThat(run.succeeds().out())
                .containsPattern(" 3,000 +[0-9,]+ +0 +[0-9.]+\n")
                .contains("found            3,000 of 3,000 rows")
                .containsPattern("last quarter +[0-9.]+ of the rate of the second");
        assertThat(plot).content().startsWith("<svg").contains("<polyline");
        assertThat(home).isDirectoryNotContaining("glob:**cairn-bench-*");
    }

    @Test
    void fewer_rows_than_slices_are_refused() {
        ProgramRun run = run("--rows", "3", "--slices", "4");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--rows 3 in --slices 4").contains("a row or more in each");
    }

    @Test
    void a_plot_that_cannot_be_written_is_told_before_anything_is_loaded() throws IOException {
        Path missing = home.resolve("missing").resolve("growth.svg");
        ProgramRun run = run("--rows", "3000", "--slices", "4", "--plot", missing.toString());
        run.fails(3, "cannot write " + missing + ": no such file or directory");
        assertThat(run.out()).isEmpty();
        run = run("--rows", "3000", "--slices", "4", "--plot", home.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("cairn: cannot write " + home + ": ").hasLineCount(1);
    }

    @Test
    void a_plot_that_is_there_stays_until_there_is_another() throws IOException {
        Path plot = Files.writeString(home.resolve("growth.svg"), "of yesterday");
        run("--rows", "3000", "--slices", "4", "--heap", "64m", "--plot", plot.toString(), "--dir", plot.toString());
        assertThat(plot).hasContent("of yesterday");
    }

    @Test
    void a_directory_that_is_a_file_is_told() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        run("--rows", "3", "--slices", "1", "--dir", file.toString())
                .fails(3, "cannot make a folder in " + file + ": it already exists");
    }

    @Test
    void sizes_that_cannot_be_are_refused() {
        run("--heap", "much")
                .fails(
                        2,
                        "--heap is \"much\", but must be a size as -Xmx takes it, a whole number with k, m or g: 256m");
        run("--value-bytes", "-1").fails(2, "--value-bytes is -1, but must be from 0 to 67108864");
        run("--value-bytes", "67108865").fails(2, "--value-bytes is 67108865, but must be from 0 to 67108864");
    }

    @Test
    void it_shows_its_help_with_an_example() {
        assertThat(run("--help").succeeds().out())
                .startsWith("Usage: cairn growth")
                .contains("--plot growth.svg");
    }

    /// What the process that loads will need, used here: an exercise that is not done is noticed where tests run.
    private void requireEngine() {
        try (EngineStore store = EngineStore.open(home.resolve("trial"), EngineSettings.lowMemory())) {
            for (int round = 0; round < 2; round++) {
                store.put(Bytes.utf8("key"), Bytes.utf8("value"));
                store.compact(KeyRange.all());
            }
            assertThat(store.get(Bytes.utf8("key"))).isPresent();
        }
    }

    private ProgramRun run(String... more) {
        List<String> words = new ArrayList<>(List.of("growth"));
        words.addAll(List.of(more));
        if (!words.contains("--dir")) {
            words.addAll(List.of("--dir", home.toString()));
        }
        return ProgramRun.of(streams -> program(streams).execute(words.toArray(String[]::new)));
    }

    private static CommandLine program(StandardStreams streams) {
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(new GrowthCommand(streams));
        return Failures.handledOn(program, streams);
    }

    @Test
    void a_plot_has_a_point_for_each_slice_and_its_highest_at_the_top() throws IOException {
        GrowthSlice slow = new GrowthSlice(100, 100, 2_000, 0, 1);
        GrowthSlice fast = new GrowthSlice(200, 100, 1_000, 0, 1);
        Path file = Files.writeString(home.resolve("a.svg"), new GrowthPlot(List.of(slow, fast)).svg());
        assertThat(file).content().contains("points=\"425.0,170.0 770.0,40.0\"").contains(">100,000,000<");
    }
}
