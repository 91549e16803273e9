package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every request about the engine's settings that cannot be met: one line, exit code 2 or 3, and no
/// store is made.
class EngineBadInputTest {
    private static final String SIZE = ", but must be a size from 64 to 16 MiB, as 4096 or \"4 KiB\"";

    @TempDir
    private Path top;

    @AfterEach
    void no_store_was_made() {
        assertThat(top.resolve("d")).doesNotExist();
    }

    @Test
    void options_that_cannot_be() {
        refuses("--preset is \"fast\", but must be one of balanced, lowMemory, highThroughput", "--preset", "fast");
        refuses("--compression is \"gzip\", but must be one of none, snappy, zstd", "--compression", "gzip");
        refuses(
                "--compression-level is 23, but must be a whole number from 1 to 22",
                "--compression",
                "zstd",
                "--compression-level",
                "23");
        refuses(
                "--compression-level is for zstd, but the compression is snappy: say --compression zstd as well",
                "--compression-level",
                "3");
        refuses(
                "invalid value for option '--compression-level': 'x' is not an int; see 'cairn db put --help'"
                        .replace("is not an int", "is not a whole number"),
                "--compression-level",
                "x");
    }

    @Test
    @Tag("3.18")
    void files_that_say_what_cannot_be() {
        Map.of(
                        "{\"blockByte\": 1}", "there is no setting \"blockByte\" (did you mean \"blockBytes\"?)",
                        "{\"blockBytes\": \"big\"}", "blockBytes is \"big\"" + SIZE,
                        "{\"blockBytes\": 1.5}", "blockBytes is 1.5" + SIZE,
                        "{\"blockBytes\": \"18446744073709552 KiB\"}", "blockBytes is \"18446744073709552 KiB\"" + SIZE,
                        "{\"blockBytes\": 4096, \"BlockSize\": 4096}",
                                "\"blockBytes\" and \"BlockSize\" are two names for one setting: leave one out",
                        "{\"Dir\": \"x\"}",
                                "Dir is refused: the directory is no setting: it is said with --dir, or to"
                                        + " EngineStore.open",
                        "{\"level0Slow\": 1}", "level0Slow is 1, but must be at least level0Trigger, which is 8")
                .forEach((json, message) -> {
                    Path file = write(json);
                    refuses(file + ": " + message, "--config", file);
                });
    }

    @Test
    void files_that_are_none() {
        Path missing = top.resolve("none.json");
        ProgramRun run = put("--config", missing);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("cairn: cannot read the settings in " + missing + ": no such file or directory");
        Path list = write("[1]");
        refuses(
                list + " must hold one JSON object, as {\"memtableBytes\": \"16 MiB\"}, and it holds something else",
                "--config",
                list);
        refuses(top + " is a directory, not a file of settings", "--config", top);
        Path text = write("memtable: 3");
        assertThat(put("--config", text).err())
                .startsWith("cairn: " + text + ":1:")
                .contains(" is not JSON: ");
    }

    @Test
    void a_range_without_keys_and_a_directory_without_a_store_are_not_merged() {
        fails(
                List.of("compact", "--from", "b", "--to", "a"),
                "no key is at or after \"b\" and before \"a\": --from must be less than --to");
        fails(List.of("compact", "--from", "0g", "--hex"), "\"0g\" is no even number of hexadecimal digits");
        fails(
                List.of("compact"),
                top.resolve("d") + " holds no store: put or load something first, or name another with --dir");
    }

    @Test
    void another_engine_has_none_of_it() {
        Path map = top.resolve("map");
        EngineRun.db("put", "--dir", map, "--engine", "map", "k", "v").succeeds();
        EngineRun.db("put", "--dir", map, "--compression", "zstd", "k", "v")
                .fails(2, "--compression is an option of the engine \"lsm\", but the store is of \"map\"");
        EngineRun.db("compact", "--dir", map).fails(2, "the engine \"map\" has no compact: it has checkpoint");
    }

    private void fails(List<String> words, String line) {
        EngineRun.db(Stream.concat(words.stream(), Stream.of("--dir", top.resolve("d")))
                        .toArray())
                .fails(2, line);
    }

    private void refuses(String line, Object... options) {
        put(options).fails(2, line);
    }

    private ProgramRun put(Object... options) {
        return EngineRun.db(Stream.concat(Stream.of("put", "--dir", top.resolve("d"), "k", "v"), Stream.of(options))
                .toArray());
    }

    private Path write(String json) {
        try {
            return Files.writeString(top.resolve("settings.json"), json);
        } catch (IOException cause) {
            throw new java.io.UncheckedIOException(cause);
        }
    }
}
