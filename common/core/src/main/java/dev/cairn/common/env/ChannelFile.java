package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// An open file that no interrupt closes, read and written at positions.
///
/// An interrupt closes a `FileChannel` under every thread that uses it. An `AsynchronousFileChannel` is not
/// interruptible, and with an executor that runs tasks in the calling thread its operations are plain blocking system
/// calls, complete before the call returns. (On Windows other threads complete them; the caller waits, and an
/// interrupt does not end the wait.)
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

    long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed("size", e);
        }
    }

    /// Writes all remaining bytes at `position`. The position of `bytes` stays.
    void write(long position, ByteBuffer bytes) throws IOException {
        int done = 0;
        try {
            while (done < bytes.remaining()) {
                done += result(channel.write(transfer(bytes, done), position + done));
            }
        } catch (IOException e) {
            throw failed("write at byte " + (position + done), e);
        }
    }

    /// Reads from `position` until `target` is full or the file ends; the number of bytes read, 0 at the end.
    int read(long position, ByteBuffer target) throws IOException {
        int done = 0;
        try {
            while (done < target.remaining()) {
                int bytes = result(channel.read(transfer(target, done), position + done));
                if (bytes < 0) {
                    break;
                }
                done += bytes;
            }
        } catch (IOException e) {
            throw failed("read at byte " + (position + done), e);
        }
        target.position(target.position() + done);
        return done;
    }

    /// Makes the bytes and the length durable.
    void sync() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failed("sync", e);
        }
    }

    void truncate(long size) throws IOException {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw failed("truncate to " + size + " bytes", e);
        }
    }

    /// Takes the lock on the whole file until it is closed; false if it is held already, by this process or another.
    boolean tryLock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw failed("lock", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("close", e);
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

    /// The same failure with the name of the file, which the JDK leaves out once a file is open.
    private IOException failed(String action, IOException cause) {
        if (cause instanceof ClosedChannelException) {
            return new ClosedFile(path, action);
        }
        IOException named = new FileSystemException(path.toString(), null, action + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }

    /// The JDK's exception for a closed channel, which has no room for a message, with one.
    private static final class ClosedFile extends ClosedChannelException {
        private static final long serialVersionUID = 1L;

        private final String message;

        ClosedFile(Path path, String action) {
            message = path + ": " + action + " after the file was closed";
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
