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
public final class TablePlace {
    /// The name of the table.
    public static final String NAME = "000005.sst";

    private final Disk disk;
    private final TableOptions options;

    /// A directory on `disk`, and how its tables are written and read.
    public TablePlace(Disk disk, TableOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /// A directory in a simulated file system.
    public static TablePlace simulated(TableOptions options) {
        try {
            Disk disk = SimFileSystem.empty().disk("db");
            disk.makeDirectory();
            return new TablePlace(disk, options);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Where the table lies.
    public Disk disk() {
        return disk;
    }

    /// Writes a table of these, in place of the one that is there.
    public TableSummary write(List<Entry> entries) {
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
    public TableReader open() {
        return TableReader.open(disk, NAME, bytes().length(), options);
    }

    /// Writes and opens.
    public TableReader open(List<Entry> entries) {
        write(entries);
        return open();
    }

    /// The file.
    public Bytes bytes() {
        try (ReadFile file = disk.open(NAME)) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(0, ByteBuffer.wrap(bytes));
            return Bytes.wrap(bytes);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Makes `bytes` the file.
    public TablePlace replace(Bytes bytes) {
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
