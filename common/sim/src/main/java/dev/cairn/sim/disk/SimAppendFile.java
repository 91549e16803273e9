package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.AppendFile;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/// The handle that created a file.
///
/// A write that fails half-way leaves its first half in the file and the end of the handle before it, as the real
/// one does.
final class SimAppendFile implements AppendFile {
    private final SimDisk disk;
    private final String name;
    private final Inode inode;
    private int position;
    private boolean isOpen = true;

    SimAppendFile(SimDisk disk, String name, Inode inode) {
        this.disk = disk;
        this.name = name;
        this.inode = inode;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        synchronized (disk.system()) {
            int length = bytes.remaining();
            Optional<Fault> fault = begin(Kind.APPEND, position, length);
            byte[] written = new byte[fault.isPresent() ? length / 2 : length];
            bytes.get(written);
            if (written.length > 0) {
                inode.write(position, written);
            }
            if (fault.isPresent()) {
                throw new IOException("%s: only %s of %s bytes written (injected)"
                        .formatted(disk.describe(name), written.length, length));
            }
            position += length;
        }
    }

    @Override
    public long size() {
        return position;
    }

    @Override
    public void preallocate(long size) throws IOException {
        synchronized (disk.system()) {
            int present = inode.size();
            begin(Kind.PREALLOCATE, present, Math.max(0, size - present));
            if (size > present) {
                inode.write(present, new byte[Math.toIntExact(size - present)]);
            }
        }
    }

    @Override
    public void sync() throws IOException {
        synchronized (disk.system()) {
            if (begin(Kind.SYNC, 0, 0).isPresent()) {
                inode.dropPending();
                throw new IOException(
                        disk.describe(name) + ": Input/output error (injected at sync; its pages are gone)");
            }
            inode.sync();
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
        Check.argument(length <= Integer.MAX_VALUE - offset, "a simulated file ends at 2 GiB");
        return disk.begin(kind, name, offset, length);
    }
}
