package dev.cairn.wal;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.FileLockedException;
import dev.cairn.common.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The lock of a store's directory, held until it is closed: the file `LOCK`, which stays, as LevelDB has it.
///
/// Thread-safe.
public final class DirectoryLock implements AutoCloseable {
    /// The name of the file.
    public static final String NAME = "LOCK";

    private final Disk disk;
    private final Closeable held;

    private DirectoryLock(Disk disk, Closeable held) {
        this.disk = disk;
        this.held = held;
    }

    /// Takes the lock; a directory that is missing is made.
    ///
    /// @throws StoreException.Locked if the directory is in use
    /// @throws StoreException.Failed if the operating system refuses something: action `open`, with the directory
    public static DirectoryLock orMake(Disk disk) {
        try {
            disk.makeDirectory();
            return take(disk);
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
    }

    /// Takes the lock of a directory that holds a store, which one of `marks`, names of files, shows. Where there is
    /// none nothing is touched.
    ///
    /// @throws StoreException.Refused if there is no store
    /// @throws StoreException as [#orMake] says
    public static DirectoryLock existing(Disk disk, List<String> marks) {
        try {
            if (!disk.isDirectory() || !hasAny(disk, marks)) {
                throw new StoreException.Refused(disk.describe("") + " holds no store: put or load something first");
            }
            return take(disk);
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
    }

    /// Gives the lock back.
    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException cause) {
            throw StoreException.Failed.of("unlock", disk.describe(NAME), cause);
        }
    }

    private static DirectoryLock take(Disk disk) throws IOException {
        try {
            return new DirectoryLock(disk, disk.lock(NAME));
        } catch (FileLockedException cause) {
            throw new StoreException.Locked(disk.describe(""), cause);
        }
    }

    private static boolean hasAny(Disk disk, List<String> names) throws IOException {
        for (String name : names) {
            if (disk.exists(name)) {
                return true;
            }
        }
        return false;
    }
}
