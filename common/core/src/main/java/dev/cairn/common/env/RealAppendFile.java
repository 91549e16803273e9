package dev.cairn.common.env;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A growing file of the real file system.
///
/// Confined, as its interface has it.
final class RealAppendFile implements AppendFile {
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(256 * 1024).asReadOnlyBuffer();

    private final ChannelFile file;
    private long size;

    /// Takes over `file`, which is new and empty.
    RealAppendFile(ChannelFile file) {
        this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        file.write(size, bytes);
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
        while (end < size) {
            int bytes = (int) Math.min(size - end, ZEROS.capacity());
            file.write(end, ZEROS.slice(0, bytes));
            end += bytes;
        }
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
