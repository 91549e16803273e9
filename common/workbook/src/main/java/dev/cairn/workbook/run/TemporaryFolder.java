package dev.cairn.workbook.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder that is gone when it is closed. Confined to one thread.
public record TemporaryFolder(Path path) implements AutoCloseable {

    /// A new one where the system puts such things.
    public static TemporaryFolder make() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("cairn-learn"));
        } catch (IOException cause) {
            throw CourseException.environment("cannot make a temporary folder", cause);
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    /// Removes `folder` with all that is in it, if it is there. Links are removed, not followed.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException cause) {
            throw CourseException.environment("cannot delete " + folder, cause);
        }
    }

    /// Deletes everything it visits.
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
