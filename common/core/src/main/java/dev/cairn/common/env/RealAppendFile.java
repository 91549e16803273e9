package dev.cairn.common.env;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A growing file of the real file system.
///
/// Appends are write calls, but for small ones into room that was made ahead: while syncs are few, these
/// go through memory ([MappedRoom]). Whoever syncs after each append is better off with calls.
///
/// Confined, as its interface has it.
final class RealAppendFile implements AppendFile {
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(256 * 1024).asReadOnlyBuffer();

    /// From here on a call for all of it costs less than touching each of its pages.
    private static final int MAPPED_APPEND_BYTES_MAX = 4096;

    /// How many syncs while the last room was filled are few.
    private static final int SYNCS_FEW = 4;

    private final ChannelFile file;
    private final Optional<MappedRoom.Source> source;
    private @Nullable MappedRoom room;
    private final AtomicInteger syncs = new AtomicInteger();
    private boolean isFirstRoom = true;
    private long size;

    /// Takes over `file`, which is new and empty.
    ///
    /// @param source where memory for its bytes comes from; empty if all is to be done by calls
    RealAppendFile(ChannelFile file, Optional<MappedRoom.Source> source) {
        this.file = file;
        this.source = source;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        MappedRoom mapped = room;
        if (mapped != null && mapped.holds(size, bytes.remaining()) && bytes.remaining() <= MAPPED_APPEND_BYTES_MAX) {
            mapped.write(size, bytes);
        } else {
            file.write(size, bytes);
        }
        size += bytes.remaining();
        bytes.position(bytes.limit());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void preallocate(long size) throws IOException {
        long end = file.size();
        if (end >= size) {
            return;
        }
        while (end < size) {
            int bytes = (int) Math.min(size - end, ZEROS.capacity());
            file.write(end, ZEROS.slice(0, bytes));
            end += bytes;
        }
        leaveRoom();
        if (syncs.getAndSet(0) <= SYNCS_FEW && !isFirstRoom) {
            room = source.flatMap(memory -> memory.map(this.size, size)).orElse(null);
        }
        isFirstRoom = false;
    }

    @Override
    public void sync() throws IOException {
        syncs.incrementAndGet();
        file.sync();
    }

    @Override
    public void close() throws IOException {
        leaveRoom();
        file.close();
    }

    private void leaveRoom() {
        if (room != null) {
            room.close();
            room = null;
        }
    }
}
