package dev.cairn.lsm.read;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Layers that are made by hand, and [Reads] that look through them. Entries are texts such as `a@4=red` and
/// `a@9 deleted`. Confined to one thread.
final class ReadPlace {
    private final Disk disk = SimFileSystem.empty().disk("db");
    private final OpenTables tables = OpenTables.in(disk, TableOptions.DEFAULT);
    private final Snapshots snapshots = new Snapshots();
    private final Layers layers = new Layers(new ReadState(memtable(), List.of(), Version.EMPTY));
    private final Reads reads = new Reads(layers, tables, snapshots, this::hold);
    private Runnable beforeHold = () -> {};
    private Runnable afterHold = () -> {};
    private int held;

    ReadPlace() {
        try {
            disk.makeDirectory();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    Layers layers() {
        return layers;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    OpenTables tables() {
        return tables;
    }

    Reads reads() {
        return reads;
    }

    /// How many versions are held.
    int held() {
        return held;
    }

    /// Lets `work` be done when a scan pins the version: before it has it, or when it has it.
    void whenPinned(Runnable before, Runnable after) {
        beforeHold = before;
        afterHold = after;
    }

    /// Adds to the active memtable.
    void write(String... entries) {
        for (String entry : entries) {
            add(layers.state().active(), entry);
        }
    }

    /// Freezes the active memtable.
    void freeze() {
        layers.freeze(Frozen.of(layers.state().active(), 0, 0), memtable());
    }

    /// The oldest frozen memtable becomes a table of level 0.
    void flush(long number) {
        Memtable oldest = layers.state().frozen().getFirst().rows();
        TableFile table;
        try (EntryCursor rows = oldest.cursor()) {
            table = write(number, rows);
        }
        layers.flushed(present().withEdit(VersionEdit.builder().add(0, table).build()));
    }

    /// A table of level 0 with these entries takes the place of the oldest frozen memtable.
    void flushAs(long number, String... entries) {
        VersionEdit edit = VersionEdit.builder().add(0, table(number, entries)).build();
        layers.flushed(present().withEdit(edit));
    }

    /// A table of level 0 with these entries takes the place of all others, whose files are deleted.
    void replaceTables(long number, String... entries) {
        Version before = present();
        VersionEdit.Builder edit = VersionEdit.builder();
        before.level(0).forEach(each -> edit.delete(0, each.number()));
        layers.merged(before.withEdit(edit.add(0, table(number, entries)).build()));
        before.tables().forEach(tables::remove);
    }

    /// Another table of `level`.
    void addTable(int level, long number, String... entries) {
        VersionEdit edit =
                VersionEdit.builder().add(level, table(number, entries)).build();
        layers.merged(present().withEdit(edit));
    }

    /// Another table of `level`, with one entry that is neither a put nor a delete.
    void addTableOfUnknownKind(int level, long number, String key) {
        InternalKey entry = InternalKey.of(Bytes.utf8(key), (5 << 8) | 2);
        try (AppendFile file = disk.create(TableNames.nameOf(number))) {
            TableWriter writer = new TableWriter(file, TableOptions.DEFAULT);
            writer.add(entry.encoded().toArray(), 0, entry.length(), Bytes.EMPTY);
            TableFile table = new TableFile(number, writer.finish().bytes(), entry, entry);
            layers.merged(
                    present().withEdit(VersionEdit.builder().add(level, table).build()));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    void deleteFile(long number) {
        try {
            disk.delete(TableNames.nameOf(number));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The value of `key` at `sequence`, or `none`.
    String get(String key, long sequence) {
        return reads.get(Bytes.utf8(key), () -> sequence).map(Bytes::toUtf8).orElse("none");
    }

    /// All rows at `sequence`.
    List<String> scan(long sequence) {
        try (Cursor rows = reads.scan(KeyRange.all(), () -> sequence)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.key().toUtf8() + "=" + rows.value().toUtf8());
            }
            return found;
        }
    }

    private Version present() {
        return layers.state().version();
    }

    private Reads.Hold hold() {
        beforeHold.run();
        Version version = present();
        afterHold.run();
        held++;
        return new Reads.Hold() {
            @Override
            public Version version() {
                return version;
            }

            @Override
            public void close() {
                held--;
            }
        };
    }

    private TableFile table(long number, String... entries) {
        Memtable rows = memtable();
        for (String entry : entries) {
            add(rows, entry);
        }
        try (EntryCursor cursor = rows.cursor()) {
            return write(number, cursor);
        }
    }

    private TableFile write(long number, EntryCursor rows) {
        try (AppendFile file = disk.create(TableNames.nameOf(number))) {
            TableWriter writer = new TableWriter(file, TableOptions.DEFAULT);
            for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                writer.add(rows);
            }
            TableSummary written = writer.finish();
            return new TableFile(number, written.bytes(), written.smallest(), written.largest());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Memtable memtable() {
        return new Memtable(new SplittableRandom(1));
    }

    private static void add(Memtable memtable, String entry) {
        String[] keyAndRest = entry.split("@", 2);
        String[] sequenceAndValue = keyAndRest[1].split("[ =]", 2);
        Bytes key = Bytes.utf8(keyAndRest[0]);
        memtable.add(
                Long.parseLong(sequenceAndValue[0]),
                entry.endsWith(" deleted")
                        ? new Mutation.Delete(key)
                        : new Mutation.Put(key, Bytes.utf8(sequenceAndValue[1])));
    }
}
