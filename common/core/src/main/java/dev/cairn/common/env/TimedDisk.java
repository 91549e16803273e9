package dev.cairn.common.env;

import dev.cairn.common.measure.Latencies;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/// A directory that counts how long syncs of some of its new files take; else it is the directory that it
/// is given.
///
/// What a sync takes that fails is not counted. As thread-safe as the directory.
///
/// @param disk the directory
/// @param clock by which it is measured
/// @param isTimed by its name, whether the syncs of a new file count. It may get another name later
/// @param syncs where they are counted
public record TimedDisk(Disk disk, Clock clock, Predicate<String> isTimed, Latencies syncs) implements Disk {
    @Override
    public AppendFile create(String name) throws IOException {
        AppendFile file = disk.create(name);
        return isTimed.test(name) ? new Timed(file) : file;
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }

    @Override
    public boolean isDirectory() throws IOException {
        return disk.isDirectory();
    }

    @Override
    public void makeDirectory() throws IOException {
        disk.makeDirectory();
    }

    @Override
    public Disk directory(String name) {
        return disk.directory(name);
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public boolean exists(String name) throws IOException {
        return disk.exists(name);
    }

    @Override
    public ReadFile open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(String name, Disk target, String newName) throws IOException {
        disk.link(name, target instanceof TimedDisk timed ? timed.disk : target, newName);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        disk.truncate(name, size);
    }

    @Override
    public void syncDirectory() throws IOException {
        disk.syncDirectory();
    }

    @Override
    public Closeable lock(String name) throws IOException {
        return disk.lock(name);
    }

    /// A file whose syncs count.
    private final class Timed implements AppendFile {
        private final AppendFile file;

        Timed(AppendFile file) {
            this.file = file;
        }

        @Override
        public void sync() throws IOException {
            long begunNanos = clock.nanoTime();
            file.sync();
            syncs.add(clock.nanoTime() - begunNanos);
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            file.append(bytes);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void preallocate(long size) throws IOException {
            file.preallocate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
