package dev.cairn.common.env;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Puts the name of the file into a failure, which the JDK leaves out once a file is open.
///
/// Thread-safe: there is no state.
final class NamedFailure {
    private NamedFailure() {}

    /// The failure `cause` of `action` on `file`, with all three told.
    static IOException of(Path file, String action, IOException cause) {
        if (cause instanceof ClosedChannelException) {
            return new ClosedFile(file + ": " + action + " after the file was closed");
        }
        IOException named = new FileSystemException(file.toString(), null, action + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }

    /// The JDK's exception for a closed channel, which has no room for a message, with one.
    private static final class ClosedFile extends ClosedChannelException {
        private static final long serialVersionUID = 1L;

        private final String message;

        ClosedFile(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
