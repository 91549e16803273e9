package dev.cairn.wal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All names and bytes below a directory, to tell whether anything has changed.
record Contents(Map<String, String> hexByName) {
    static Contents of(Path directory) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                found.put(
                        directory.relativize(path).toString(),
                        Files.isDirectory(path) ? "directory" : HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return new Contents(found);
    }

    /// Turns all bits of the byte at `offset` of a file.
    static void flip(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, offset);
        }
    }
}
