package dev.cairn.wal.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of a file or pipe, in UTF-8.
record PipedLines(BufferedReader reader) implements ShellLines {
    static PipedLines of(InputStream in) {
        return new PipedLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<String> next() throws IOException {
        return Optional.ofNullable(reader.readLine());
    }

    @Override
    public void close() {
        // The stream belongs to the process.
    }
}
