package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages show no command that the program does not have: each `./cairn ...` in a block of shell is parsed, not run.
///
/// The commands of the course have a program of their own, and tests beside it.
class PageCommandsTest {
    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(folder -> Files.isRegularFile(folder.resolve("mvnw")))
            .findFirst()
            .orElseThrow();
    private static final List<String> PAGES =
            List.of("README.md", "docs/weeks/index.md", "docs/weeks/week01/index.md", "week02-lsm/README.md");
    private static final Pattern SHELL = Pattern.compile("(?m)^```sh\\n((?s:.*?))^```$");
    private static final Pattern COMMAND = Pattern.compile("\\./cairn ((?!learn)[^#|>&;\\n]*)");

    @Test
    void the_pages_show_commands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_program_has_each_command_of_the_pages(String command) {
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
        assertThatCode(() -> Cairn.commandLine(streams).parseArgs(command.split("\\s+")))
                .as("./cairn %s", command)
                .doesNotThrowAnyException();
    }

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String page : PAGES) {
            SHELL.matcher(Files.readString(ROOT.resolve(page)))
                    .results()
                    .flatMap(PageCommandsTest::commandsIn)
                    .forEach(commands::add);
        }
        return commands;
    }

    private static Stream<String> commandsIn(MatchResult block) {
        String lines = block.group(1).replace("\\\n", "");
        return COMMAND.matcher(lines).results().map(command -> command.group(1).strip());
    }
}
