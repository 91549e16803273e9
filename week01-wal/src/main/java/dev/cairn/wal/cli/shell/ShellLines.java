package dev.cairn.wal.cli.shell;

import java.io.IOException;
import java.util.Optional;

/// Where a shell gets its lines.
interface ShellLines extends AutoCloseable {
    /// The next line, or empty at the end.
    Optional<String> next() throws IOException;

    @Override
    void close() throws IOException;
}
