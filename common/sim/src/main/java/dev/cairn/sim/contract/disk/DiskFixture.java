package dev.cairn.sim.contract.disk;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What the rules of `DiskContract` share: an empty directory, and words for what they do in it.
public interface DiskFixture {
    /// An empty directory.
    Disk disk();

    /// A new file with the bytes of `text`, closed.
    default void write(String name, String text) throws IOException {
        try (AppendFile file = disk().create(name)) {
            file.append(ascii(text));
        }
    }

    /// All bytes of a file as a text.
    default String read(String name) throws IOException {
        try (ReadFile file = disk().open(name)) {
            return text(file, 0, (int) file.size());
        }
    }

    /// The `length` bytes at `position`, or as many as there are.
    static String text(ReadFile file, long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        int bytes = file.read(position, target);
        return new String(target.array(), 0, bytes, StandardCharsets.US_ASCII);
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
