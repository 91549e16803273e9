package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A stretch of a file that exists already, written through memory.
///
/// Storing 120 bytes into a mapped page takes a tenth of the time of a write call, and they are the
/// system's just as much: they survive the process. They become durable by a sync of the file, as others
/// do; after each sync the system has to be told anew that a page is being written, so this pays only
/// where many writes come between two syncs ([RealAppendFile]).
///
/// Confined, as appends are.
final class MappedRoom implements Closeable {
    private final Path path;
    private final long begin;
    private final ByteBuffer memory;
    private final Arena arena;

    private MappedRoom(Path path, long begin, ByteBuffer memory, Arena arena) {
        this.path = path;
        this.begin = begin;
        this.memory = memory;
        this.arena = arena;
    }

    /// A file, and where it was when it was made. It is found by its name, which by then may be another
    /// file's, or nobody's.
    ///
    /// @param identity what the system knows it by; no other file has that while this one is open
    record Source(Path path, Object identity) {
        /// The file `path`; empty where the system does not tell files apart.
        static Optional<Source> of(Path path) {
            return identity(path).map(identity -> new Source(path, identity));
        }

        /// Maps the bytes from `begin` to `end` (exclusive). Empty if the name is no longer this file's,
        /// if an interrupt comes in between (its flag stays), or if the system does not map: what is to be
        /// written can be written by calls, which say what is wrong.
        Optional<MappedRoom> map(long begin, long end) {
            Arena arena = Arena.ofShared();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (identity(path).filter(identity::equals).isPresent() && end <= channel.size()) {
                    MemorySegment memory = channel.map(MapMode.READ_WRITE, begin, end - begin, arena);
                    return Optional.of(new MappedRoom(path, begin, memory.asByteBuffer(), arena));
                }
            } catch (IOException | UnsupportedOperationException _) {
                // The caller does without.
            }
            arena.close();
            return Optional.empty();
        }

        private static Optional<Object> identity(Path path) {
            try {
                return Optional.ofNullable(
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey());
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }

    /// Whether all of `[position, position + bytes)` is in here.
    boolean holds(long position, int bytes) {
        return position >= begin && position + bytes <= begin + memory.capacity();
    }

    /// Writes all remaining bytes at `position` of the file. The position of `bytes` stays.
    ///
    /// @throws IOException if the system cannot take them: the file was cut, or no block is left for a page
    void write(long position, ByteBuffer bytes) throws IOException {
        try {
            memory.put((int) (position - begin), bytes, bytes.position(), bytes.remaining());
        } catch (InternalError fault) {
            throw NamedFailure.of(
                    path, "write at byte " + position, new IOException("the page cannot be written", fault));
        }
    }

    /// Gives the memory back. What was written stays in the file.
    @Override
    public void close() {
        arena.close();
    }
}
