package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.ReadFile;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/// A handle for reading; it sees what is appended after it was opened.
final class SimReadFile implements ReadFile {
    private final SimDisk disk;
    private final String name;
    private final Inode inode;
    private boolean isOpen = true;

    SimReadFile(SimDisk disk, String name, Inode inode) {
        this.disk = disk;
        this.name = name;
        this.inode = inode;
    }

    @Override
    public long size() throws IOException {
        synchronized (disk.system()) {
            begin(Kind.SIZE, 0, 0);
            return inode.size();
        }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        synchronized (disk.system()) {
            Check.argument(position >= 0, "%s has no byte %s", disk.describe(name), position);
            Optional<Fault> fault = begin(Kind.READ, position, target.remaining());
            int there = (int) Math.clamp(inode.size() - position, 0L, target.remaining());
            int read = fault.isPresent() ? there / 2 : there;
            if (read > 0) {
                target.put(inode.array(), Math.toIntExact(position), read);
            }
            if (fault.isPresent()) {
                target.position(target.position() - Math.max(read, 0));
                throw new IOException(
                        "%s: only %s of %s bytes read (injected)".formatted(disk.describe(name), read, there));
            }
            return read;
        }
    }

    @Override
    public MemorySegment slice(long position, long length) throws IOException {
        synchronized (disk.system()) {
            begin(Kind.SLICE, position, length);
            Check.argument(
                    position >= 0 && length >= 0 && length <= inode.size() - position,
                    "[%s, %s) is outside of %s bytes",
                    position,
                    position + length,
                    inode.size());
            return MemorySegment.ofArray(inode.visible().array())
                    .asSlice(position, length)
                    .asReadOnly();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (disk.system()) {
            if (isOpen) {
                isOpen = false;
                disk.beginClose(name);
            }
        }
    }

    private Optional<Fault> begin(Kind kind, long offset, long length) throws IOException {
        if (!isOpen) {
            throw new ClosedChannelException();
        }
        return disk.begin(kind, name, offset, length);
    }
}
