package dev.cairn.lsm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases that Chromium has made of the local storage of two pages are read as they are, and nothing in them
/// changes.
/// `make.sh` beside them makes them.
class ForeignDirectoryTest {
    private static final Path CHROMIUM = Path.of("src/test/resources/chromium");
    private static final String ORIGIN = "_http://127.0.0.1:18765\\x00\\x01";

    @TempDir
    private Path top;

    @Test
    void the_log_of_chromium_is_dumped() throws IOException {
        Path dir = copy("log");

        List<String> dump = read(dir, "dump");

        assertThat(dump).hasSize(25).contains("VERSION\t1", row("empty", ""), row("key0", "value 0"));
        assertThat(dump).contains(row("key3", "second"), row("long", "x".repeat(1000)));
        assertThat(dump).noneMatch(line -> line.contains("key4"));
        assertThat(dump).contains(ORIGIN + "snow\t\\x00\\x03& \\x00\\xfc\\x00");
    }

    @Test
    void a_table_of_chromium_and_the_log_behind_it_are_dumped() throws IOException {
        Path dir = copy("table");

        List<String> dump = read(dir, "dump");

        assertThat(dump).hasSize(81);
        assertThat(dump).contains(row("key3", "second"));
        assertThat(dump).noneMatch(line -> line.contains("key4"));
        IntStream.range(0, 56)
                .forEach(i -> assertThat(dump)
                        .contains(row("row" + i, String.valueOf(i % 10).repeat(75_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "table"})
    void scans_gets_figures_and_a_check_change_nothing(String name) throws IOException {
        Path dir = copy(name);
        Map<String, String> before = contents(dir);
        String key = "_http://127.0.0.1:18765\0\1key3";

        List<String> scan = read(dir, "scan", "--prefix", "_http://127.0.0.1:18765", "--reverse", "--limit", "1");
        assertThat(scan).singleElement().asString().startsWith(ORIGIN + "snow\t");
        assertThat(read(dir, "get", key)).containsExactly("\u0001second");
        assertThat(read(dir, "stats")).contains("engine    lsm");
        assertThat(read(dir, "verify")).contains("damaged     no");
        assertThat(read(dir, "dump", "--salvage")).isEqualTo(read(dir, "dump"));
        assertThat(read(dir, "repair")).contains("sound          yes");

        assertThat(contents(dir)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "table"})
    void what_has_lost_its_manifest_is_repaired(String name) throws IOException {
        Path dir = copy(name);
        List<String> rows = read(dir, "dump");
        Files.delete(dir.resolve("MANIFEST-000001"));
        Files.delete(dir.resolve("CURRENT"));

        assertThat(DbRun.db("repair", "--dir", dir, "--engine", "lsm").exitCode())
                .isEqualTo(4);

        assertThat(read(dir, "dump")).isEqualTo(rows);
        assertThat(dir.resolve("CAIRN")).doesNotExist();
    }

    private static String row(String key, String value) {
        return ORIGIN + key + "\t\\x01" + value;
    }

    private static List<String> read(Path dir, String command, String... more) {
        List<Object> words = Stream.concat(Stream.<Object>of(command, "--dir", dir), Stream.of(more))
                .toList();
        return DbRun.db(words.toArray()).succeeds().out().lines().toList();
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(top.resolve(name));
        try (Stream<Path> files = Files.list(CHROMIUM.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static Map<String, String> contents(Path dir) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return found;
    }
}
