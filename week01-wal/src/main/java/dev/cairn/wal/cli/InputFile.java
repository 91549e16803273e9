package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What a command reads: a file, or standard input, which is written `-`.
///
/// Immutable.
///
/// @param file as a person wrote it
/// @param content what is to be in it, for messages: `the rows`
public record InputFile(StandardStreams streams, String file, String content) {
    private static final String STANDARD_INPUT = "-";

    /// Its bytes, which the caller closes.
    ///
    /// @throws StoreException.Refused if it is a directory, or cannot be a file
    /// @throws StoreException.Failed if it cannot be read
    public InputStream open() {
        if (isStandardInput()) {
            return streams.in();
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new StoreException.Refused(file + " is a directory, not a file: name the file with " + content);
            }
            return Files.newInputStream(path);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused("\"" + file + "\" cannot be the name of a file: " + cause.getReason());
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", file, cause);
        }
    }

    /// How many bytes it has, if that is known.
    OptionalLong length() throws IOException {
        return isStandardInput() ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(file)));
    }

    /// What it is called in messages.
    public String name() {
        return isStandardInput() ? "standard input" : file;
    }

    private boolean isStandardInput() {
        return file.equals(STANDARD_INPUT);
    }
}
