package dev.cairn.rpc.cli.token;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Another program that adds a line to a file of tokens, as slowly as whoever started it wants: it has read the file
/// when it
/// prints a line, and writes it when it is given one.
///
/// A program of its own; confined to one thread.
final class SlowAdder {
    private SlowAdder() {}

    /// Adds a line, and ends.
    ///
    /// @param arguments the file, and the line
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (FileChannel beside = FileChannel.open(
                        Path.of(arguments[0] + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = beside.lock()) {
            String before = Files.readString(file);
            System.out.println("read");
            int _ = System.in.read();
            Files.writeString(file, before + arguments[1] + "\n");
        }
    }
}
