package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// A lock file of the real file system, held by this process.
///
/// On POSIX systems a lock belongs to a process, and closing *any* channel of the file gives it up. So a file that
/// this process has locked must not even be opened a second time to find that out: a table of all locks of the
/// process is asked first. (It is the one mutable static of the module, since what it mirrors belongs to the
/// process as well. LevelDB's `PosixLockTable` is there for the same reason.)
///
/// Thread-safe.
final class RealLock implements Closeable {
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final ChannelFile channel;
    private boolean isHeld = true;

    private RealLock(Path file, ChannelFile channel) {
        this.file = file;
        this.channel = channel;
    }

    static RealLock take(Path path) throws IOException {
        synchronized (HELD) {
            createUnlessThere(path);
            Path file = path.toRealPath();
            if (HELD.contains(file)) {
                throw new FileLockedException(path.toString());
            }
            RealLock lock = new RealLock(file, lockedChannel(path));
            HELD.add(file);
            return lock;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (isHeld) {
                isHeld = false;
                HELD.remove(file);
                channel.close();
            }
        }
    }

    private static void createUnlessThere(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException _) {
            // As it should be from the second time on.
        }
    }

    private static ChannelFile lockedChannel(Path path) throws IOException {
        ChannelFile channel = ChannelFile.open(path, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock();
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        if (!isLocked) {
            throw new FileLockedException(path.toString());
        }
        return channel;
    }
}
