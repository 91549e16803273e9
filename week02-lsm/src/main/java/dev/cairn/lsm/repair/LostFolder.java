package dev.cairn.lsm.repair;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The folder `lost` in a store's directory: what a repair has no use for is moved there, and nothing is deleted.
///
/// A file has a name in `lost`, durably, before it loses the one that it had. A crash in between leaves both.
///
/// Confined to one thread.
final class LostFolder {
    /// The name of the folder.
    static final String NAME = "lost";

    private static final int COPY_BYTES = 1 << 16;

    private final Disk store;
    private final Disk lost;

    LostFolder(Disk store) {
        this.store = store;
        this.lost = store.directory(NAME);
    }

    /// The folder as a directory of its own, which need not exist.
    Disk disk() {
        return lost;
    }

    /// Moves the file `name`, durably, to a name that is free there: its own, or with a number behind it.
    ///
    /// @throws StoreException.Failed if the disk refuses
    void take(String name) {
        try {
            lost.makeDirectory();
            String free = freeName(name);
            try {
                store.link(name, lost, free);
            } catch (UnsupportedOperationException _) {
                copy(name, free);
            }
            lost.syncDirectory();
            store.delete(name);
            store.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("set aside", store.describe(name), cause);
        }
    }

    private String freeName(String name) throws IOException {
        String free = name;
        for (int copy = 2; lost.exists(free); copy++) {
            free = name + "." + copy;
        }
        return free;
    }

    private void copy(String name, String target) throws IOException {
        try (ReadFile source = store.open(name);
                AppendFile copy = lost.create(target)) {
            ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
            for (long left = source.size(); left > 0; left = source.size() - copy.size()) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, left));
                if (source.read(copy.size(), buffer) < buffer.limit()) {
                    throw new EOFException("it ends before byte " + source.size());
                }
                copy.append(buffer.flip());
            }
            copy.sync();
        }
    }
}
