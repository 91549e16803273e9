package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// An open file that no interrupt closes, written at positions.
///
/// An interrupt closes a `FileChannel` under every thread that uses it. An `AsynchronousFileChannel` is not
/// interruptible, and with an executor that runs tasks in the calling thread its operations are plain blocking
/// system calls, complete before the call returns. (On Windows other threads complete them; the caller waits, and
/// an interrupt does not end the wait.)
///
/// Every failure names the file. Thread-safe, but for [#close].
final class ChannelFile implements Closeable {
    /// Each thread keeps, for ever, a buffer outside of the heap as large as its largest transfer to or from the heap.
    private static final int TRANSFER_BYTES_MAX = 256 * 1024;

    private final Path path;
    private final AsynchronousFileChannel channel;

    ChannelFile(Path path, AsynchronousFileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static ChannelFile open(Path path, OpenOption... options) throws IOException {
        return new ChannelFile(path, AsynchronousFileChannel.open(path, Set.of(options), CallingThread.INSTANCE));
    }

    /// Writes all remaining bytes at `position`. The position of `bytes` stays.
    void write(long position, ByteBuffer bytes) throws IOException {
        int done = 0;
        try {
            while (done < bytes.remaining()) {
                done += result(channel.write(transfer(bytes, done), position + done));
            }
        } catch (IOException e) {
            throw NamedFailure.of(path, "write at byte " + (position + done), e);
        }
    }

    /// Length in bytes now.
    long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw NamedFailure.of(path, "size", e);
        }
    }

    /// Makes the bytes and the length durable (`fdatasync`).
    void sync() throws IOException {
        force(false);
    }

    /// Makes everything durable (`fsync`): the names of a directory, which `fdatasync` is not promised to cover.
    void syncAll() throws IOException {
        force(true);
    }

    void truncate(long size) throws IOException {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw NamedFailure.of(path, "truncate to " + size + " bytes", e);
        }
    }

    /// Takes the lock on the whole file until it is closed; false if it is held already, by this process or another.
    boolean tryLock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw NamedFailure.of(path, "lock", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw NamedFailure.of(path, "close", e);
        }
    }

    private void force(boolean isAll) throws IOException {
        try {
            channel.force(isAll);
        } catch (IOException e) {
            throw NamedFailure.of(path, "sync", e);
        }
    }

    private static ByteBuffer transfer(ByteBuffer bytes, int from) {
        return bytes.slice(bytes.position() + from, Math.min(bytes.remaining() - from, TRANSFER_BYTES_MAX));
    }

    private static int result(Future<Integer> transfer) throws IOException {
        try {
            return Uninterrupted.await(transfer::get);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("a transfer failed in a way that is no failure of I/O", e);
        }
    }
}
