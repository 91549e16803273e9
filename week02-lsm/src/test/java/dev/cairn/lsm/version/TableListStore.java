package dev.cairn.lsm.version;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.sim.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that is nothing but versions: each row is a file of its own, a table in level 1 or 2, and each batch
/// one edit. So every write, and nothing else, goes through the manifest.
///
/// Its manifest is short, so that it is replaced every few edits. Confined to one thread.
final class TableListStore implements KeyValueStore {
    /// What can be asked of it besides.
    static final List<String> ACTS = List.of("pin", "unpin", "move");

    private static final int MANIFEST_BYTES = 300;

    private final Disk disk;
    private final FileNumbers numbers;
    private final Versions versions;
    private final MemoryStore rows = new MemoryStore();
    private final Deque<Versions.Pin> pins = new ArrayDeque<>();
    private long sequence;
    private boolean isClosed;

    private TableListStore(Disk disk, FileNumbers numbers, ManifestState state) {
        this.disk = disk;
        this.numbers = numbers;
        this.versions = Versions.begin(disk, numbers, state, MANIFEST_BYTES, this::delete);
        this.sequence = state.lastSequence();
        state.version().tables().forEach(table -> rows.put(table.smallest().userKey(), read(table)));
    }

    /// Opens it: read, begin a manifest, and only then remove what nobody needs.
    static TableListStore open(Disk disk) {
        try {
            disk.makeDirectory();
            Optional<ManifestRecovery> recovery = ManifestRecovery.read(disk);
            ManifestState state = recovery.map(ManifestRecovery::state).orElse(ManifestState.EMPTY);
            TableListStore store = new TableListStore(disk, FileNumbers.above(state.nextFileNumber(), disk), state);
            for (String orphan : store.orphans()) {
                disk.delete(orphan);
            }
            return store;
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
    }

    /// The names of files that no version and no `CURRENT` names.
    List<String> orphans() throws IOException {
        List<String> needed = new ArrayList<>(List.of(
                CurrentFile.NAME, Manifest.NAMES.nameOf(CurrentFile.read(disk).orElseThrow())));
        versions.current().tables().forEach(table -> needed.add(TableNames.nameOf(table.number())));
        return disk.list().stream().filter(name -> !needed.contains(name)).toList();
    }

    @Override
    public void write(WriteBatch batch) {
        Map<Bytes, Mutation> last = new HashMap<>();
        batch.mutations().forEach(mutation -> last.put(mutation.key(), mutation));
        VersionEdit.Builder edit = VersionEdit.builder().lastSequence(++sequence);
        last.forEach((key, mutation) -> {
            Version version = versions.current();
            InternalKey search = InternalKey.search(key, EntryTag.SEQUENCE_MAX);
            for (TableFile table : version.tablesFor(search)) {
                edit.delete(version.level(1).contains(table) ? 1 : 2, table.number());
            }
            if (mutation instanceof Mutation.Put put) {
                edit.add(1, write(put));
            }
        });
        syncDirectory();
        versions.install(edit.build(), _ -> rows.write(batch));
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        boolean isAsExpected = rows.get(key).equals(expected);
        if (isAsExpected) {
            replacement.ifPresentOrElse(value -> put(key, value), () -> delete(key));
        }
        return isAsExpected;
    }

    /// Keeps the version of now.
    boolean pin() {
        pins.add(versions.pin());
        return true;
    }

    /// Lets the version go that was kept first; all its tables must still be there.
    boolean unpin() {
        try (Versions.Pin pin = pins.isEmpty() ? versions.pin() : pins.remove()) {
            pin.version().tables().forEach(this::read);
        }
        return true;
    }

    /// Moves the first table of level 1 to level 2.
    boolean move() {
        List<TableFile> tables = versions.current().level(1);
        if (!tables.isEmpty()) {
            versions.install(CompactionPlan.move(1, tables.getFirst(), 2).moveEdit());
        }
        return true;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return rows.scan(range);
    }

    @Override
    public Snapshot snapshot() {
        return rows.snapshot();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            versions.close();
            rows.close();
        }
    }

    private TableFile write(Mutation.Put row) {
        long number = numbers.next();
        String name = TableNames.nameOf(number);
        Bytes contents = new ByteWriter().lengthPrefixed(row.value()).toBytes();
        try (AppendFile file = disk.create(name)) {
            file.append(contents.asBuffer());
            file.sync();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", disk.describe(name), cause);
        }
        InternalKey key = InternalKey.of(row.key(), EntryTag.ofPut(sequence));
        return new TableFile(number, contents.length(), key, key);
    }

    private Bytes read(TableFile table) {
        String name = TableNames.nameOf(table.number());
        try (ReadFile file = disk.open(name)) {
            ByteBuffer contents = ByteBuffer.allocate((int) table.bytes());
            file.read(0, contents);
            return new ByteReader(Bytes.wrap(contents.array())).lengthPrefixed();
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    private void syncDirectory() {
        try {
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", disk.describe(""), cause);
        }
    }

    private void delete(TableFile table) {
        try {
            disk.delete(TableNames.nameOf(table.number()));
        } catch (IOException _) {
            // What cannot be deleted is an orphan, which the next opening removes.
            return;
        }
    }
}
