package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Golden files, by scripts about a map.
final class ScriptTest {
    private static final String RIGHT = """
            # The second write wins.
            put a 1
            put a 2
            ---
            ok
            ok

            get a
            get b
            ---
            2
            absent
            """;

    @TempDir
    Path directory;

    @Test
    void a_script_that_says_what_comes_out_passes() {
        Path script = script(RIGHT);

        assertThatCode(() -> Script.check(script, mapInterpreter())).doesNotThrowAnyException();
    }

    @Test
    void a_script_in_the_source_tree_passes() {
        Script.check(Path.of("src/test/scripts/map.script"), mapInterpreter());
    }

    @Test
    void another_output_is_shown_line_by_line_with_the_way_to_accept_it() {
        Path script = script(RIGHT.replace("---\n2\n", "---\n1\n"));

        assertThatThrownBy(() -> Script.check(script, mapInterpreter()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("  get b\n  ---\n- 1\n+ 2\n  absent")
                .hasMessageContaining("-Dcairn.script.update=true");
    }

    @Test
    void missing_and_surplus_output_are_noticed() {
        assertThatThrownBy(() -> Script.check(script(RIGHT.replace("absent\n", "")), mapInterpreter()))
                .hasMessageContaining("+ absent");
        assertThatThrownBy(() -> Script.check(script(RIGHT + "surplus\n"), mapInterpreter()))
                .hasMessageContaining("- surplus");
    }

    @Test
    void commands_without_a_place_for_their_output_are_refused() {
        for (String output : List.of("ok", "")) {
            assertThatThrownBy(() -> Script.check(script("put a 1\n"), _ -> output))
                    .as("after output \"%s\"", output)
                    .hasMessageContaining("not followed by ---");
        }
    }

    @Test
    void updating_writes_what_comes_out_and_keeps_the_comments() throws IOException {
        Path script = script(RIGHT.replace("absent\n", "wrong\n"));

        Script.check(script, mapInterpreter(), true);

        assertThat(Files.readString(script)).isEqualTo(RIGHT);
    }

    @Test
    void output_with_empty_lines_stands_behind_a_mark() throws IOException {
        Path script = script("show\n---\n");

        Script.check(script, _ -> "one\n\nthree", true);

        assertThat(Files.readString(script)).isEqualTo("show\n---\n> one\n> \n> three\n");
        assertThatCode(() -> Script.check(script, _ -> "one\n\nthree")).doesNotThrowAnyException();
    }

    private Path script(String text) {
        try {
            return Files.writeString(directory.resolve("test.script"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Script.Interpreter mapInterpreter() {
        TreeMap<String, String> map = new TreeMap<>();
        return (List<String> words) -> switch (words.getFirst()) {
            case "put" -> {
                map.put(words.get(1), words.get(2));
                yield "ok";
            }
            case "get" -> map.getOrDefault(words.get(1), "absent");
            default -> "unknown command";
        };
    }
}
