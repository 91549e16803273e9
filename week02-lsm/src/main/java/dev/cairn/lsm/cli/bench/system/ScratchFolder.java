package dev.cairn.lsm.cli.bench.system;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// A new folder that is removed with all that is in it: when it is closed, or when the process is ended before
/// that.
///
/// Confined to one thread.
public final class ScratchFolder implements AutoCloseable {
    private final Path path;
    private final Thread removing;

    private ScratchFolder(Path path) {
        this.path = path;
        this.removing = new Thread(() -> delete(path));
    }

    /// A folder in `home`, which is made if need be.
    public static ScratchFolder in(Path home) throws IOException {
        ScratchFolder folder =
                new ScratchFolder(Files.createTempDirectory(Files.createDirectories(home), "cairn-bench-"));
        Runtime.getRuntime().addShutdownHook(folder.removing);
        return folder;
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Removes what is called `name` in it, if it is there.
    public void remove(String name) {
        delete(path.resolve(name));
    }

    @Override
    public void close() {
        delete(path);
        Runtime.getRuntime().removeShutdownHook(removing);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException cause) {
            throw StoreException.Failed.of("remove", folder.toString(), cause);
        }
    }
}
