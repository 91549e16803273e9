package dev.cairn.common.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A failure of the environment or a refusal, with one clear line for a person to read.
///
/// The kinds are told apart by what a caller may conclude and do:
///
/// | kind | did a write take effect? | what helps |
/// |---|---|---|
/// | [Refused] | no | another request |
/// | [Closed] | no | open the store |
/// | [Locked] | no | close the other process |
/// | [ReadOnly] | no | mend the disk, then reopen |
/// | [Unavailable] | no | retry, perhaps elsewhere |
/// | [UnknownOutcome] | perhaps | read, or retry with the same request id |
/// | [Failed] | no | mend what the message names |
/// | [Corrupt] | no | restore, repair or salvage |
///
/// "Not found" is no exception: it is an empty answer.
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The request itself is at fault: a reserved key, a value over its limit, an impossible option.
    public static final class Refused extends StoreException {
        private static final long serialVersionUID = 1L;

        /// A refusal that says what is wrong and what is allowed.
        public Refused(String message) {
            super(message, null);
        }
    }

    /// The store, snapshot or cursor has been closed.
    public static final class Closed extends StoreException {
        private static final long serialVersionUID = 1L;

        private final boolean isTold;

        /// `what` is closed.
        public Closed(String what) {
            this(what + " is closed", false);
        }

        private Closed(String line, boolean isTold) {
            super(line, null);
            this.isTold = isTold;
        }

        /// Another process has closed it, in that one's own words.
        public static Closed told(String line) {
            return new Closed(line, true);
        }

        /// Whether another process has closed it: then the caller could not know.
        public boolean isTold() {
            return isTold;
        }
    }

    /// Another process, or another store of this one, has the directory open.
    public static final class Locked extends StoreException {
        private static final long serialVersionUID = 1L;

        /// `directory` is in use.
        public Locked(String directory, Throwable cause) {
            super(directory + " is in use by another process: close that one first", cause);
        }
    }

    /// An earlier failure made further writes unsafe; reads go on.
    public static final class ReadOnly extends StoreException {
        private static final long serialVersionUID = 1L;

        /// Writes are refused because of `cause`.
        public ReadOnly(String directory, Throwable cause) {
            super(
                    directory + " takes no more writes since an earlier one failed (" + cause.getMessage()
                            + "): mend the disk and open the store again",
                    cause);
        }

        private ReadOnly(String line) {
            super(line, null);
        }

        /// The refusal of another process's store, in that one's own words.
        public static ReadOnly told(String line) {
            return new ReadOnly(line);
        }
    }

    /// Nobody who could answer was reached; the operation was not done.
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        private final @Nullable String elsewhere;

        /// @param elsewhere the address of a node that may know more
        public Unavailable(String message, Optional<String> elsewhere) {
            super(message, null);
            this.elsewhere = elsewhere.orElse(null);
        }

        /// The address of a node that may know more.
        public Optional<String> elsewhere() {
            return Optional.ofNullable(elsewhere);
        }
    }

    /// The write may have taken effect, now or later, or not at all.
    public static final class UnknownOutcome extends StoreException {
        private static final long serialVersionUID = 1L;

        /// Says why the outcome is not known.
        public UnknownOutcome(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The operating system or a peer refused something the store needs.
    public static final class Failed extends StoreException {
        private static final long serialVersionUID = 1L;

        /// Says what was tried, on what, and what came back.
        public Failed(String message, Throwable cause) {
            super(message, cause);
        }

        private Failed(String line) {
            super(line, null);
        }

        /// A failure in another process, in that one's own words.
        public static Failed told(String line) {
            return new Failed(line);
        }

        /// `cannot <action> <file>: <reason>`.
        public static Failed of(String action, String file, IOException cause) {
            return new Failed("cannot " + action + " " + file + ": " + reason(cause), cause);
        }

        /// What the operating system said, in words and without the file's name.
        private static String reason(IOException cause) {
            return switch (cause) {
                case NoSuchFileException _ -> "no such file or directory";
                case FileAlreadyExistsException _ -> "it already exists";
                case AccessDeniedException _ -> "permission denied";
                case NotDirectoryException _ -> "not a directory";
                case FileSystemException system when system.getReason() != null -> system.getReason();
                default -> String.valueOf(cause.getMessage());
            };
        }
    }

    /// Stored bytes are not what was written, or not what their format allows.
    public static final class Corrupt extends StoreException {
        private static final long serialVersionUID = 1L;

        private final String file;
        private final long offset;
        private final String expected;
        private final String actual;

        /// @param offset bytes from the start of `file`
        public Corrupt(String file, long offset, String expected, String actual) {
            super(file + " is corrupt at byte " + offset + ": expected " + expected + ", found " + actual, null);
            this.file = file;
            this.offset = offset;
            this.expected = expected;
            this.actual = actual;
        }

        private Corrupt(String line) {
            super(line, null);
            this.file = "";
            this.offset = 0;
            this.expected = "";
            this.actual = "";
        }

        /// Damage that another process has found, in that one's own words. They alone say where: the other accessors
        /// of this exception know nothing.
        public static Corrupt told(String line) {
            return new Corrupt(line);
        }

        /// The damaged file.
        public String file() {
            return file;
        }

        /// Bytes from the start of the file.
        public long offset() {
            return offset;
        }

        /// What the format asks for.
        public String expected() {
            return expected;
        }

        /// What stood there instead.
        public String actual() {
            return actual;
        }
    }
}
