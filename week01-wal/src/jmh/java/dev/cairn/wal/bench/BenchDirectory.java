package dev.cairn.wal.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.wal.Scratch;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Where a benchmark writes: a new directory below `target`, which lies on a real disk wherever the sources do.
/// (The place for temporary files may be memory, whose sync costs nothing.)
///
/// Immutable.
///
/// @param scratch removed when this is closed
record BenchDirectory(Scratch scratch) implements AutoCloseable {
    static BenchDirectory open() {
        return new BenchDirectory(Scratch.open(Path.of("target")));
    }

    /// The directory itself.
    Disk disk() {
        return scratch.disk("db");
    }

    @Override
    public void close() {
        scratch.close();
    }

    /// A 16-byte key; keys of ascending numbers do not ascend.
    static Bytes key(int number) {
        return Bytes.utf8("%016x".formatted(number * 0x9E3779B97F4A7C15L));
    }

    /// Bytes that do not compress.
    static Bytes value(int bytes) {
        byte[] value = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(value);
        return Bytes.wrap(value);
    }
}
