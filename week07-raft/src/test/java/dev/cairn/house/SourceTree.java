package dev.cairn.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The files of the repository, as the tests of this package read them.
final class SourceTree {
    /// The folder with the launcher in it, from whatever module a test is run.
    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(folder -> Files.isRegularFile(folder.resolve("mvnw")))
            .findFirst()
            .orElseThrow();

    private SourceTree() {}

    /// The files with this ending, but for what is built.
    static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of("target", "node_modules", ".git")
                            .noneMatch(built -> ROOT.relativize(file).toString().contains(built + "/")))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
