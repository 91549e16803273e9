package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One directory of a file system. Names are plain file names, without separators; any other is an
/// [IllegalArgumentException]. A name that must be there and is not is a [java.nio.file.NoSuchFileException], one
/// that must not be there and is a [java.nio.file.FileAlreadyExistsException]. Every failure names the file.
///
/// What survives a power cut:
///
/// | what was done | survives once |
/// |---|---|
/// | bytes appended to a file | [AppendFile#sync] of the *same handle* has returned |
/// | a name created, renamed, linked or deleted | [#syncDirectory] has returned |
/// | a directory made by [#makeDirectory] | it has returned |
/// | a length cut by [#truncate] | it has returned |
///
/// Anything else may survive whole, in part (any subset of the writes, each cut anywhere), or not at all. A kill of
/// the process alone loses nothing that was appended. A sync through a handle promises nothing for bytes that
/// another handle or an earlier process wrote; who needs those durable writes them again. A rename replaces its
/// target at once: at any moment, also after a crash, the name stands for the old file or for the new one.
///
/// After a failed [AppendFile#sync] it is unknown which bytes are durable, and no later sync makes up for it.
///
/// The executable form of this page is `dev.cairn.sim.DiskContract`. Thread-safe.
public interface Disk {
    /// The directory of the real file system at `path`, which need not exist yet. Nothing is touched by this call.
    static Disk at(Path path) {
        return new RealDisk(path);
    }

    /// The name of a file in the directory, or with an empty `name` of the directory, as a person would look for
    /// it; for messages.
    String describe(String name);

    /// Whether the directory exists.
    boolean isDirectory() throws IOException;

    /// Makes the directory, and those above it, unless they exist. Their names are durable when this returns, also
    /// those of directories that were there: their maker may have been killed before it could sync them. (On the
    /// real disk as far up as this process may write and the device goes.)
    void makeDirectory() throws IOException;

    /// The directory `name` inside of this one, which need not exist yet.
    Disk directory(String name);

    /// The names in this directory, files and directories, in no promised order but a fixed one for the same contents.
    List<String> list() throws IOException;

    /// Whether there is a file or directory `name`.
    boolean exists(String name) throws IOException;

    /// A new, empty file.
    AppendFile create(String name) throws IOException;

    /// An existing file for reading.
    ReadFile open(String name) throws IOException;

    /// Moves `from` to `to` within this directory, replacing `to`. If both are names of one file, nothing happens,
    /// as POSIX has it: `from` stays.
    void rename(String from, String to) throws IOException;

    /// A second name, in `target`, for the file `name`; the two then share their bytes. Not every file system can,
    /// and none across devices: then this is an [UnsupportedOperationException] and nothing has happened.
    void link(String name, Disk target, String newName) throws IOException;

    /// Removes the name. Open handles of the file go on working.
    void delete(String name) throws IOException;

    /// Cuts a file, to which nobody appends any more, to `size` bytes, durably. One that is not longer stays as it
    /// is.
    void truncate(String name, long size) throws IOException;

    /// Makes every create, rename, link and delete in this directory durable.
    void syncDirectory() throws IOException;

    /// Takes the lock file `name`, creating it if need be, for this process until the result is closed. The file
    /// stays. As long as it is locked, nobody in this process may open it otherwise: closing it would give up the
    /// lock.
    ///
    /// @throws FileLockedException if this or another process holds it
    Closeable lock(String name) throws IOException;
}
