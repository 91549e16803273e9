package dev.cairn.common.env;

import dev.cairn.common.check.Check;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A file of the real file system, read at any position.
///
/// It is opened once, as a `RandomAccessFile`, whose reads no interrupt can end; they take turns. (Two channels,
/// one to read and one to map, could be of two files, if a rename came between.)
///
/// Slices are cut from one mapping of the whole file, made when the first is asked for, and made anew when one lies
/// beyond it because the file has grown. Older mappings last until the file is closed, since slices point into
/// them. Only a `FileChannel` can map, and an interrupt would close it. So it is touched only by short-lived
/// threads that nobody knows and so nobody interrupts.
///
/// Thread-safe, but for [#close].
final class RealReadFile implements ReadFile {
    private static final int TRANSFER_BYTES_MAX = 256 * 1024;

    private final Path path;
    private final RandomAccessFile file;
    private final Arena arena = Arena.ofShared();
    private final Object mapping = new Object();
    private volatile MemorySegment mapped = MemorySegment.NULL;

    private RealReadFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static RealReadFile open(Path path) throws IOException {
        path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
        return new RealReadFile(path, new RandomAccessFile(path.toFile(), "r"));
    }

    @Override
    public long size() throws IOException {
        try {
            return file.length();
        } catch (IOException e) {
            throw NamedFailure.of(path, "size", e);
        }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        Check.argument(position >= 0, "%s has no byte %s", path, position);
        int start = target.position();
        try {
            synchronized (file) {
                file.seek(position);
                int bytes = 0;
                while (bytes >= 0 && target.hasRemaining()) {
                    bytes = transfer(target);
                }
            }
        } catch (IOException e) {
            target.position(start);
            throw NamedFailure.of(path, "read at byte " + position, e);
        }
        return target.position() - start;
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
        try (file) {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        } catch (IOException e) {
            throw NamedFailure.of(path, "close", e);
        }
    }

    /// Reads what one call gives; -1 at the end of the file.
    private int transfer(ByteBuffer target) throws IOException {
        int bytes;
        if (target.hasArray()) {
            bytes = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            target.position(target.position() + Math.max(bytes, 0));
        } else {
            byte[] copy = new byte[Math.min(target.remaining(), TRANSFER_BYTES_MAX)];
            bytes = file.read(copy);
            target.put(copy, 0, Math.max(bytes, 0));
        }
        return bytes;
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
        FutureTask<MemorySegment> map = new FutureTask<>(() -> {
            FileChannel channel = file.getChannel();
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        });
        Thread.ofPlatform().daemon().name("map").start(map);
        try {
            return Uninterrupted.await(map::get);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw NamedFailure.of(path, "map", cause);
            }
            throw new IllegalStateException("mapping " + path + " failed in a way that is no failure of I/O", e);
        }
    }
}
