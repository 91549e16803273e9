package dev.cairn.lsm.cli.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The pages of files that the operating system keeps in memory. Stateless.
public final class PageCache {
    private PageCache() {}

    /// Asks the system to forget the files of `directory`, after it has written them to the disk. Nobody may
    /// have them mapped. Needs the `dd` of Linux.
    ///
    /// @throws UncheckedIOException if that is not there, or fails
    public static void forget(Path directory) throws InterruptedException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int code = new ProcessBuilder(
                                List.of("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new IOException("dd could not drop " + file + " from the page cache: it ended with " + code);
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
