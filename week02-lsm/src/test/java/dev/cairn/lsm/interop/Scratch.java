package dev.cairn.lsm.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new directory of the real file system, which is removed with all that is in it.
///
/// Immutable.
record Scratch(Path path) implements AutoCloseable {
    /// An empty one, in the system's place for temporary files.
    static Scratch open() throws IOException {
        return new Scratch(Files.createTempDirectory("cairn-lsm"));
    }

    @Override
    public void close() throws IOException {
        List<Path> fromBelow;
        try (Stream<Path> all = Files.walk(path)) {
            fromBelow = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : fromBelow) {
            Files.delete(each);
        }
    }
}
