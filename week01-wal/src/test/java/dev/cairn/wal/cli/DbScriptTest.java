package dev.cairn.wal.cli;

import dev.cairn.sim.Script;
import dev.cairn.sim.contract.program.ProgramRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person sees of `cairn db`, scene by scene, as golden scripts.
///
/// A line is a sub-command on the store in `d`, or `files`, `flip FILE BYTE`, `cut FILE BYTES`. Under it stands
/// what came out; an exit code other than 0 stands in the last line.
class DbScriptTest {
    @TempDir
    private Path top;

    @ParameterizedTest
    @ValueSource(strings = {"db-life.script", "db-damage.script"})
    void a_store_from_the_command_line(String script) {
        Script.check(Path.of("src/test/scripts", script), this::run);
    }

    private String run(List<String> words) {
        Path dir = top.resolve("d");
        try {
            return switch (words.getFirst()) {
                case "files" -> files(dir);
                case "flip" -> {
                    Contents.flip(dir.resolve(words.get(1)), Long.parseLong(words.get(2)));
                    yield "";
                }
                case "cut" -> cut(dir.resolve(words.get(1)), Long.parseLong(words.get(2)));
                default -> command(words, dir);
            };
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private String command(List<String> words, Path dir) {
        List<Object> arguments = new ArrayList<>(words);
        arguments.addAll(1, List.of("--dir", dir));
        ProgramRun run = CairnRun.db(arguments.toArray());
        String code = run.exitCode() == 0 ? "" : "exit code " + run.exitCode();
        return (run.out() + run.err() + code).replace(top + "/", "");
    }

    private static String files(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return String.join(
                    " ",
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static String cut(Path file, long bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        }
        return "";
    }
}
