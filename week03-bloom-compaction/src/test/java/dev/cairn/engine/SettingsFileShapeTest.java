package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a file of settings can be instead of one: each is one line.
class SettingsFileShapeTest {
    @TempDir
    private Path top;

    @Test
    void what_is_not_json_is_refused_with_its_place() {
        refuses("", "cairn.json:1:");
        refuses("{\n  \"sync\": always\n}", "cairn.json:2:");
        refuses("{\"sync\": \"always\"", "cairn.json:1:");
        refuses("{} {}", "cairn.json:1:");
        refuses("{\"sync\": \"always\", \"sync\": \"never\"}", "cairn.json:1:");
        refuses("[".repeat(100_000), "cairn.json is not JSON: ");
        refuses("{\"blockBytes\": " + "9".repeat(2000) + "}", "cairn.json is not JSON: ");
    }

    @Test
    void json_that_is_no_object_is_refused() {
        String message = "cairn.json must hold one JSON object, as {\"memtableBytes\": \"16 MiB\"}, and it holds"
                + " something else";
        for (String json : new String[] {"[]", "1", "\"sync\"", "null", "true"}) {
            refuses(json, message);
        }
    }

    @Test
    void a_file_that_is_missing_is_a_failure() {
        Path file = top.resolve("none.json");
        assertThatThrownBy(() -> SettingsFile.read(file, EngineSettings.balanced()))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessage("cannot read the settings in " + file + ": no such file or directory");
    }

    @Test
    void a_directory_is_refused() {
        assertThatThrownBy(() -> SettingsFile.read(top, EngineSettings.balanced()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(top + " is a directory, not a file of settings");
    }

    @Test
    void a_file_that_is_far_too_long_is_refused_unread() throws IOException {
        Path file = Files.write(top.resolve("long.json"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> SettingsFile.read(file, EngineSettings.balanced()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(file + " has 1048577 bytes: settings are one JSON object of at most 1 MiB");
    }

    private static void refuses(String json, String start) {
        assertThatThrownBy(() -> SettingsFile.of("cairn.json", Bytes.utf8(json), EngineSettings.balanced()))
                .isInstanceOf(StoreException.Refused.class)
                .satisfies(refused ->
                        assertThat(refused.getMessage()).startsWith(start).doesNotContain("\n"));
    }
}
