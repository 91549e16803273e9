package dev.cairn.lsm.cli;

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

/// What a person sees of `cairn db` on the engine `lsm`, scene by scene, as golden scripts.
///
/// A line is a sub-command on the store in `d`, or one of these: `files`, `lost` (what is set aside), `flip FILE
/// BYTE`, `cut FILE BYTES`, `remove FILE`, `write FILE TEXT` (with a line feed; `-` for none). Under it stands what
/// came out; an exit code other than 0 stands in the last line.
class DbScriptTest {
    @TempDir
    private Path top;

    @ParameterizedTest
    @ValueSource(strings = {"lsm-life.script", "lsm-damage.script", "lsm-repair.script"})
    void a_store_from_the_command_line(String script) {
        Script.check(Path.of("src/test/scripts", script), this::run);
    }

    private String run(List<String> words) {
        Path dir = top.resolve("d");
        try {
            switch (words.getFirst()) {
                case "files" -> {
                    return names(dir);
                }
                case "lost" -> {
                    return names(dir.resolve("lost"));
                }
                case "flip" -> flip(dir.resolve(words.get(1)), Long.parseLong(words.get(2)));
                case "cut" -> cut(dir.resolve(words.get(1)), Long.parseLong(words.get(2)));
                case "remove" -> Files.delete(dir.resolve(words.get(1)));
                case "write" -> Files.writeString(dir.resolve(words.get(1)), text(words.get(2)));
                default -> {
                    return command(words, dir);
                }
            }
            return "";
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private String command(List<String> words, Path dir) {
        List<Object> arguments = new ArrayList<>(words);
        arguments.addAll(1, List.of("--dir", dir));
        ProgramRun run = DbRun.db(arguments.toArray());
        String code = run.exitCode() == 0 ? "" : "exit code " + run.exitCode();
        return (run.out() + run.err() + code).replace(top + "/", "");
    }

    private static String text(String word) {
        return word.equals("-") ? "" : word + "\n";
    }

    private static String names(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return String.join(
                    " ",
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int before = open.read();
            open.seek(offset);
            open.write(~before);
        }
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        }
    }
}
