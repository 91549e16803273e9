package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.ReadFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A file of bytes in memory that counts how often it is read. Confined to one thread.
final class BytesFile implements ReadFile {
    private final Bytes bytes;
    private int reads;

    BytesFile(Bytes bytes) {
        this.bytes = bytes;
    }

    int reads() {
        return reads;
    }

    @Override
    public long size() {
        return bytes.length();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        reads++;
        int read = Math.clamp(bytes.length() - position, 0, target.remaining());
        if (read > 0) {
            target.put(bytes.asBuffer().slice((int) position, read));
        }
        return read;
    }

    @Override
    public MemorySegment slice(long position, long length) {
        return bytes.asSegment().asSlice(position, length);
    }

    @Override
    public void close() {}
}
