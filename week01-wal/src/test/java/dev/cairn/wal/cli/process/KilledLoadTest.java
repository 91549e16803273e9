package dev.cairn.wal.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.sim.contract.program.ProgramProcess;
import dev.cairn.wal.map.MapCheck;
import dev.cairn.wal.map.MapView;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A real process loads rows and says which it has acknowledged; it is killed in the midst of it. What is then
/// found is a prefix of the input that has every acknowledged line in it, and loading can go on from there.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledLoadTest {
    private static final int LINES = 200_000;
    private static final int KEYS = 5_000;

    @TempDir
    private static Path inputs;

    @TempDir
    private Path home;

    private static Path input;

    /// Keys come again and again, each time with another value, which is the number of its line.
    @BeforeAll
    static void write_the_input() throws IOException {
        input = inputs.resolve("rows.tsv");
        try (BufferedWriter lines = Files.newBufferedWriter(input)) {
            for (int line = 1; line <= LINES; line++) {
                lines.write(key(line) + "\t" + line + "\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"always, 1", "every=10ms, 2"})
    void no_acknowledged_line_is_lost(String sync, long seed) throws Exception {
        killAndCheck(sync, seed);
    }

    @ParameterizedTest
    @MethodSource("twentyOfEachPolicy")
    @Tag("full")
    void no_acknowledged_line_is_lost_in_twenty_kills(String sync, long seed) throws Exception {
        killAndCheck(sync, seed);
    }

    static Stream<Arguments> twentyOfEachPolicy() {
        return Stream.of("always", "every=10ms", "never")
                .flatMap(sync -> IntStream.rangeClosed(101, 120).mapToObj(seed -> Arguments.of(sync, seed)));
    }

    private void killAndCheck(String sync, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path dir = home.resolve("d");
        int killAfterLine = random.nextInt(1, LINES / 2);
        int batchRows = random.nextInt(1, 50);

        long acknowledged = loadAndKill(dir, sync, batchRows, killAfterLine);

        assertThat(acknowledged).isGreaterThanOrEqualTo(killAfterLine);
        assertThat(MapCheck.of(Disk.at(dir)).damage()).isEmpty();
        Map<String, Integer> found = rows(dir);
        int lastLine = found.values().stream().mapToInt(line -> line).max().orElse(0);
        assertThat(lastLine).isBetween((int) acknowledged, LINES);
        assertThat(found).isEqualTo(rowsAfter(lastLine));
        loadTheRest(dir, sync, lastLine);
        assertThat(rows(dir)).isEqualTo(rowsAfter(LINES));
    }

    /// The number of the last line that was acknowledged before the process died.
    private long loadAndKill(Path dir, String sync, int batchRows, int killAfterLine) throws Exception {
        List<Long> numbers = new ArrayList<>(List.of(0L));
        try (ProgramProcess load = CairnProcess.start(
                home, "db", "load", "--dir", dir, "--sync", sync, "--batch", batchRows, "--ack", input)) {
            Optional<String> line = load.nextLine();
            while (line.isPresent()) {
                numbers.add(Long.valueOf(line.get()));
                if (numbers.getLast() >= killAfterLine) {
                    load.kill();
                }
                line = load.nextLine();
            }
            assertThat(load.exitCode()).isNotZero();
        }
        assertThat(numbers).isSorted();
        return numbers.getLast();
    }

    private void loadTheRest(Path dir, String sync, int lastLine) throws Exception {
        Path rest = home.resolve("rest.tsv");
        try (Stream<String> lines = Files.lines(input)) {
            Files.write(rest, lines.skip(lastLine).toList());
        }
        try (ProgramProcess load = CairnProcess.start(home, "db", "load", "--dir", dir, "--sync", sync, rest)) {
            assertThat(load.lines()).hasSize(1);
            assertThat(load.exitCode()).isZero();
        }
    }

    private static Map<String, Integer> rows(Path dir) {
        Map<String, Integer> rows = new HashMap<>();
        try (MapView view = MapView.open(Disk.at(dir));
                Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.put(cursor.key().toUtf8(), number(cursor.value()));
            }
        }
        return rows;
    }

    private static Map<String, Integer> rowsAfter(int lines) {
        Map<String, Integer> rows = new HashMap<>();
        for (int line = 1; line <= lines; line++) {
            rows.put(key(line), line);
        }
        return rows;
    }

    private static int number(Bytes value) {
        return Integer.parseInt(value.toUtf8());
    }

    private static String key(int line) {
        return "key:" + Math.floorMod(line * 0x9E3779B1, KEYS);
    }
}
