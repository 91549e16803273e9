package dev.cairn.wal;

import java.io.Closeable;
import java.io.IOException;

/// Work on an open file that may fail.
@FunctionalInterface
interface Attempt<T> {
    T run() throws IOException;

    /// What `attempt` gives; if it fails, `file` is closed before the failure goes on.
    static <T> T closedIfItFails(Closeable file, Attempt<T> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (IOException | RuntimeException | Error cause) {
            try (file) {
                throw cause;
            }
        }
    }
}
