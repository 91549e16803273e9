package dev.cairn.common.env;

import dev.cairn.common.check.Check;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A directory of the real file system.
///
/// Windows has no call that makes the entries of a directory durable: there [#syncDirectory] does nothing. Nor does
/// it let go of the name of a file that is open for reading: there it can be deleted or replaced only once it is
/// closed.
///
/// Thread-safe: there is no state.
final class RealDisk implements Disk {
    private static final boolean DIRECTORIES_HAVE_NO_SYNC =
            System.getProperty("os.name", "").startsWith("Windows");

    private final Path path;

    RealDisk(Path path) {
        this.path = path;
    }

    @Override
    public String describe(String name) {
        return path.resolve(name).toString();
    }

    @Override
    public boolean isDirectory() throws IOException {
        return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
    }

    @Override
    public void makeDirectory() throws IOException {
        make(path.toAbsolutePath());
    }

    @Override
    public Disk directory(String name) {
        return new RealDisk(file(name));
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    @Override
    public boolean exists(String name) throws IOException {
        return attributes(file(name), LinkOption.NOFOLLOW_LINKS).isPresent();
    }

    @Override
    public AppendFile create(String name) throws IOException {
        Path path = file(name);
        ChannelFile file = ChannelFile.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new RealAppendFile(file, MappedRoom.Source.of(path));
    }

    @Override
    public ReadFile open(String name) throws IOException {
        return RealReadFile.open(file(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(String name, Disk target, String newName) throws IOException {
        if (!(target instanceof RealDisk other)) {
            throw cannotLink(name, target, newName, "they are on different kinds of disk");
        }
        try {
            Files.createLink(other.file(newName), file(name));
        } catch (NoSuchFileException | FileAlreadyExistsException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // The JDK has no types for "across devices", "too many links" and "not on this file system", and their
            // texts depend on the locale. Whoever then copies instead meets any other cause again.
            throw cannotLink(name, target, newName, String.valueOf(e.getReason()));
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        Check.argument(size >= 0, "%s cannot be cut to %s bytes", describe(name), size);
        try (ChannelFile file = ChannelFile.open(file(name), StandardOpenOption.WRITE)) {
            file.truncate(size);
            file.sync();
        }
    }

    @Override
    public void syncDirectory() throws IOException {
        sync(path);
    }

    @Override
    public Closeable lock(String name) throws IOException {
        return RealLock.take(file(name));
    }

    private Path file(String name) {
        boolean isPlain = !name.isEmpty() && !name.equals(".") && !name.equals("..");
        Check.argument(
                isPlain && name.indexOf('/') < 0 && name.indexOf('\\') < 0, "\"%s\" is not a plain file name", name);
        return path.resolve(name);
    }

    private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// From the top down, so that after a crash each directory that is there can be reached.
    private static void make(Path directory) throws IOException {
        if (attributes(directory).filter(BasicFileAttributes::isDirectory).isPresent()) {
            syncNamesOf(directory.toRealPath());
            return;
        }
        Path parent = Objects.requireNonNull(directory.getParent(), "a root always is a directory");
        make(parent);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        sync(parent);
    }

    /// A directory that is there may have been made a moment ago: by a process that was killed before it could sync
    /// the name, or by hand. The climb ends where this process may not write, and where the device begins.
    private static void syncNamesOf(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null && isSyncable(parent) && device(parent).equals(device(directory))) {
            sync(parent);
            syncNamesOf(parent);
        }
    }

    private static boolean isSyncable(Path directory) {
        return !DIRECTORIES_HAVE_NO_SYNC && Files.isReadable(directory) && Files.isWritable(directory);
    }

    private static Object device(Path directory) throws IOException {
        return Files.getAttribute(directory, "unix:dev");
    }

    private static void sync(Path directory) throws IOException {
        if (!DIRECTORIES_HAVE_NO_SYNC) {
            try (ChannelFile entries = ChannelFile.open(directory, StandardOpenOption.READ)) {
                entries.syncAll();
            }
        }
    }

    private UnsupportedOperationException cannotLink(String name, Disk target, String newName, String reason) {
        return new UnsupportedOperationException(
                "no link from " + describe(name) + " to " + target.describe(newName) + ": " + reason);
    }
}
