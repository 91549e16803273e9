package dev.cairn.common.env;

import dev.cairn.common.check.Check;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A file of the real file system, read at any position.
///
/// Slices are cut from one mapping of the whole file, made when the first is asked for, and made anew when one lies
/// beyond it because the file has grown. Older mappings last until the file is closed, since slices point into them.
///
/// Only a `FileChannel` can map, and an interrupt would close it. So the one that is kept for this is touched only by
/// short-lived threads that nobody knows and so nobody interrupts.
///
/// Thread-safe, but for [#close].
final class RealReadFile implements ReadFile {
    private final Path path;
    private final ChannelFile file;
    private final FileChannel mappable;
    private final Arena arena = Arena.ofShared();
    private final Object mapping = new Object();
    private volatile MemorySegment mapped = MemorySegment.NULL;

    private RealReadFile(Path path, ChannelFile file, FileChannel mappable) {
        this.path = path;
        this.file = file;
        this.mappable = mappable;
    }

    /// Opens the file that `path` stands for: one file, also while renames replace it.
    static RealReadFile open(Path path) throws IOException {
        while (true) {
            Object before = identity(path);
            RealReadFile opened = openTwice(path);
            if (Objects.equals(before, identity(path))) {
                return opened;
            }
            opened.close();
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return file.read(position, target);
    }

    @Override
    public MemorySegment slice(long position, long length) throws IOException {
        MemorySegment whole = mapped;
        if (position > whole.byteSize() - length) {
            whole = mapGrown();
        }
        Check.argument(
                position >= 0 && length >= 0 && position <= whole.byteSize() - length,
                "no %s bytes at byte %s of %s, which has %s",
                length,
                position,
                path,
                whole.byteSize());
        return whole.asSlice(position, length);
    }

    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        try {
            mappable.close();
        } finally {
            file.close();
        }
    }

    private static RealReadFile openTwice(Path path) throws IOException {
        ChannelFile file = ChannelFile.open(path, StandardOpenOption.READ);
        try {
            return new RealReadFile(path, file, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// What tells a file from the next one of the same name; null where the platform has no such thing.
    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private MemorySegment mapGrown() throws IOException {
        synchronized (mapping) {
            if (mapped.byteSize() < size()) {
                mapped = mapAll();
            }
            return mapped;
        }
    }

    private MemorySegment mapAll() throws IOException {
        FutureTask<MemorySegment> map =
                new FutureTask<>(() -> mappable.map(MapMode.READ_ONLY, 0, mappable.size(), arena));
        Thread.ofPlatform().daemon().name("map").start(map);
        try {
            return Uninterrupted.await(map::get);
        } catch (ExecutionException e) {
            throw new FileSystemException(path.toString(), null, "map: " + e.getCause());
        }
    }
}
