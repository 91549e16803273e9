package dev.cairn.lsm.table;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A directory in which a test writes a table, and opens it. Confined to one thread.
final class TablePlace {
    static final String NAME = "000005.sst";

    private final Disk disk;
    private final TableOptions options;

    TablePlace(Disk disk, TableOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /// A directory in a simulated file system.
    static TablePlace simulated(TableOptions options) {
        try {
            Disk disk = SimFileSystem.empty().disk("db");
            disk.makeDirectory();
            return new TablePlace(disk, options);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    Disk disk() {
        return disk;
    }

    TableSummary write(List<Entry> entries) {
        try {
            if (disk.exists(NAME)) {
                disk.delete(NAME);
            }
            try (AppendFile file = disk.create(NAME)) {
                TableWriter writer = new TableWriter(file, options);
                for (Entry each : entries) {
                    add(writer, each);
                }
                return writer.finish();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static void add(TableWriter writer, Entry entry) throws IOException {
        byte[] key = entry.key().encoded().toArray();
        writer.add(key, 0, key.length, entry.value());
    }

    /// Opens what was written last.
    TableReader open() {
        return TableReader.open(disk, NAME, bytes().length(), options);
    }

    /// Writes and opens.
    TableReader open(List<Entry> entries) {
        write(entries);
        return open();
    }

    /// The file.
    Bytes bytes() {
        try (ReadFile file = disk.open(NAME)) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(0, ByteBuffer.wrap(bytes));
            return Bytes.wrap(bytes);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Makes `bytes` the file.
    TablePlace replace(Bytes bytes) {
        try {
            disk.delete(NAME);
            try (AppendFile file = disk.create(NAME)) {
                file.append(bytes.asBuffer());
            }
            return this;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
