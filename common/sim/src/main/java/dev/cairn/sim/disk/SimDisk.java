package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.FileLockedException;
import dev.cairn.common.env.ReadFile;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A directory of a [SimFileSystem], as one process sees it.
final class SimDisk implements Disk {
    private final SimFileSystem system;
    private final SimFileSystem.Session process;
    private final List<String> path;
    private final String description;

    SimDisk(SimFileSystem system, SimFileSystem.Session process, List<String> path) {
        this.system = system;
        this.process = process;
        this.path = path;
        this.description = String.join("/", path);
    }

    @Override
    public String describe(String name) {
        return name.isEmpty() ? description : description + "/" + name;
    }

    @Override
    public boolean isDirectory() throws IOException {
        synchronized (system) {
            begin(Kind.IS_DIRECTORY);
            return system.find(path).filter(Directory.class::isInstance).isPresent();
        }
    }

    @Override
    public void makeDirectory() throws IOException {
        synchronized (system) {
            begin(Kind.MAKE_DIRECTORY);
            Directory parent = system.root();
            for (int depth = 0; depth < path.size(); depth++) {
                parent = madeIn(parent, path.get(depth), depth);
            }
        }
    }

    /// Makes the directory `name` unless it is there, then makes its name durable unless it is. The process may die
    /// in between; then the next one finds the directory, and does the rest.
    private Directory madeIn(Directory parent, String name, int depth) throws IOException {
        if (parent.find(name).isEmpty()) {
            parent.change(new EntryChange.Add<>(name, new Directory()));
        }
        if (!(parent.find(name).orElseThrow() instanceof Directory made)) {
            throw new FileAlreadyExistsException(description);
        }
        if (parent.isAdditionPending(name)) {
            system.begin(process, Kind.SYNC_DIRECTORY, String.join("/", path.subList(0, depth)), 0, 0);
            parent.syncAddition(name);
        }
        return made;
    }

    @Override
    public Disk directory(String name) {
        return new SimDisk(
                system,
                process,
                Stream.concat(path.stream(), Stream.of(plain(name))).toList());
    }

    @Override
    public List<String> list() throws IOException {
        synchronized (system) {
            begin(Kind.LIST);
            return here().names();
        }
    }

    @Override
    public boolean exists(String name) throws IOException {
        synchronized (system) {
            begin(Kind.EXISTS, name);
            return system.find(path)
                    .filter(node ->
                            node instanceof Directory here && here.find(name).isPresent())
                    .isPresent();
        }
    }

    @Override
    public AppendFile create(String name) throws IOException {
        synchronized (system) {
            begin(Kind.CREATE, name);
            Directory here = here();
            if (here.find(name).isPresent()) {
                throw new FileAlreadyExistsException(describe(name));
            }
            Inode inode = new Inode();
            here.change(new EntryChange.Add<>(name, inode));
            process.opened(describe(name));
            return new SimAppendFile(this, name, inode);
        }
    }

    @Override
    public ReadFile open(String name) throws IOException {
        synchronized (system) {
            Optional<Fault> fault = begin(Kind.OPEN, name);
            Inode inode = file(name);
            if (fault.isPresent() && inode.freeze().durable().length() > 0) {
                inode.flipDurableBit(inode.freeze().durable().length() * 4L);
            }
            process.opened(describe(name));
            return new SimReadFile(this, name, inode);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        synchronized (system) {
            begin(Kind.RENAME, from);
            Node moved = node(from);
            boolean isNamedSo =
                    here().find(plain(to)).filter(there -> there == moved).isPresent();
            if (!isNamedSo) {
                here().change(new EntryChange.Move<>(from, to, moved));
            }
        }
    }

    @Override
    public void link(String name, Disk target, String newName) throws IOException {
        synchronized (system) {
            begin(Kind.LINK, name);
            if (!(target instanceof SimDisk other) || other.system != system) {
                throw new UnsupportedOperationException("a link from " + describe(name) + " to another file system");
            }
            Inode inode = file(name);
            Directory there = other.here();
            if (there.find(plain(newName)).isPresent()) {
                throw new FileAlreadyExistsException(other.describe(newName));
            }
            there.change(new EntryChange.Add<>(newName, inode));
        }
    }

    @Override
    public void delete(String name) throws IOException {
        synchronized (system) {
            begin(Kind.DELETE, name);
            Node node = node(name);
            if (node instanceof Directory directory && !directory.isEmpty()) {
                throw new IOException(describe(name) + " is a directory that is not empty");
            }
            here().change(new EntryChange.Remove<>(name, node));
        }
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        synchronized (system) {
            Check.argument(size >= 0, "%s cannot be cut to %s bytes", describe(name), size);
            begin(Kind.TRUNCATE, name);
            Inode inode = file(name);
            if (size < inode.size()) {
                inode.truncate(Math.toIntExact(size));
            }
        }
    }

    @Override
    public void syncDirectory() throws IOException {
        synchronized (system) {
            begin(Kind.SYNC_DIRECTORY);
            here().sync();
        }
    }

    @Override
    public Closeable lock(String name) throws IOException {
        synchronized (system) {
            begin(Kind.LOCK, name);
            Optional<Node> present = here().find(name);
            Inode inode = present.isPresent() ? file(name) : new Inode();
            if (present.isEmpty()) {
                here().change(new EntryChange.Add<>(name, inode));
            }
            if (!system.lock(inode)) {
                throw new FileLockedException(describe(name));
            }
            return system.held(process, inode, describe(name));
        }
    }

    SimFileSystem system() {
        return system;
    }

    Optional<Fault> begin(Kind kind, String name, long offset, long length) throws IOException {
        return system.begin(process, kind, describe(name), offset, length);
    }

    /// A handle of `name` is about to be closed, which cannot be tried again if it fails.
    void beginClose(String name) throws IOException {
        process.closed(describe(name));
        begin(Kind.CLOSE, name, 0, 0);
    }

    private void begin(Kind kind) throws IOException {
        begin(kind, "", 0, 0);
    }

    private Optional<Fault> begin(Kind kind, String name) throws IOException {
        return begin(kind, plain(name), 0, 0);
    }

    private static String plain(String name) {
        boolean isPlain = !name.isEmpty() && !name.equals(".") && !name.equals("..");
        Check.argument(
                isPlain && name.indexOf('/') < 0 && name.indexOf('\\') < 0, "\"%s\" is not a plain file name", name);
        return name;
    }

    private Directory here() throws IOException {
        return asDirectory(system.find(path).orElseThrow(() -> new NoSuchFileException(description)));
    }

    private Directory asDirectory(Node node) throws IOException {
        if (node instanceof Directory directory) {
            return directory;
        }
        throw new NotDirectoryException(description);
    }

    private Node node(String name) throws IOException {
        return here().find(name).orElseThrow(() -> new NoSuchFileException(describe(name)));
    }

    private Inode file(String name) throws IOException {
        if (node(name) instanceof Inode inode) {
            return inode;
        }
        throw new IOException(describe(name) + " is a directory");
    }
}
