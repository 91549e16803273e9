package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// An existing file, read at any position.
///
/// Thread-safe, but for [#close], after which nothing else may be called and no slice may be read.
public interface ReadFile extends Closeable {
    /// Length in bytes now.
    long size() throws IOException;

    /// Reads from `position`, which is not negative, until `target` is full or the file ends. After a failure the
    /// position of `target` is where it was.
    ///
    /// @return the number of bytes read, 0 at or past the end
    int read(long position, ByteBuffer target) throws IOException;

    /// The bytes `[position, position + length)` without copying, read-only, valid until [#close]. They must lie
    /// within the file, or this is an [IllegalArgumentException].
    MemorySegment slice(long position, long length) throws IOException;

    @Override
    void close() throws IOException;
}
