package dev.cairn.wal;

import dev.cairn.common.env.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new directory of the real file system, which is removed with all that is in it.
///
/// Immutable.
public record Scratch(Path path) implements AutoCloseable {
    /// An empty one, in the system's place for temporary files.
    public static Scratch open() {
        return open(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// An empty one in `parent`.
    public static Scratch open(Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "cairn-wal"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The directory `name` in it, as a store sees it.
    public Disk disk(String name) {
        return Disk.at(path.resolve(name));
    }

    /// Removes what is in it.
    public void empty() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> fromBelow = all.sorted(Comparator.reverseOrder())
                    .filter(each -> !each.equals(path))
                    .toList();
            for (Path each : fromBelow) {
                Files.delete(each);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        empty();
        try {
            Files.delete(path);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
