package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.GuardedCursor;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.read.Reads;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// The rows of an [LsmStore] that is closed, or of a LevelDB database, read without changing anything: a torn
/// tail and orphans stay where they are, and only a missing `LOCK` is made. Until the view is closed no store
/// can be opened there.
///
/// Thread-safe; its cursors must be closed before it.
public final class LsmView implements ReadView, AutoCloseable {
    /// What side files and commands call the engine.
    public static final String ENGINE = "lsm";

    private final DirectoryLock lock;
    private final LsmImage image;
    private final OpenTables tables;
    private final Reads reads;

    private LsmView(Disk disk, DirectoryLock lock, LsmImage image, TableOptions options) {
        this.lock = lock;
        this.image = image;
        this.tables = OpenTables.in(disk, options);
        this.reads = new Reads(new Layers(layers(image)), tables, new Snapshots(), () -> held(image));
    }

    /// Reads the store in `disk`.
    ///
    /// @throws StoreException.Corrupt if something durable is not what was written
    /// @throws StoreException.Locked if it is open
    /// @throws StoreException.Refused if there is none, or it belongs to another engine, or its keys have
    ///     another order
    /// @throws StoreException.Failed if the operating system refuses something
    public static LsmView open(Disk disk) {
        return open(disk, TableOptions.DEFAULT);
    }

    /// The same, with tables read as `options` say: blocks of more compressions, say.
    public static LsmView open(Disk disk, TableOptions options) {
        DirectoryLock lock = DirectoryLock.existing(disk, LsmOpening.MARKS);
        try {
            long memtableBytes = MemtableOptions.DEFAULT.bytes();
            return new LsmView(disk, lock, LsmImage.read(disk, memtableBytes, new SplittableRandom(0)), options);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return reads.get(key, image::lastSequence);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new GuardedCursor(reads.scan(range, image::lastSequence), tables::refuseIfClosed);
    }

    /// As [#verifyTables(LongConsumer)], and takes no notice of how far it has come.
    public List<StoreException.Corrupt> verifyTables() {
        return verifyTables(_ -> {});
    }

    /// Reads every block of every table, and compares it with its checksum, its order and its place; asks the
    /// filter for every key; and looks whether the keys are within the range that the manifest tells. Of these
    /// ranges the opening knows that those of one level below 0 are disjoint; so then are the tables.
    ///
    /// @param read is told of each table, when it was read, how many bytes it has
    /// @return all damages that were found
    public List<StoreException.Corrupt> verifyTables(LongConsumer read) {
        List<StoreException.Corrupt> damages = new ArrayList<>();
        for (TableFile table : tableFiles()) {
            try {
                TableReader reader = tables.reader(table);
                List<StoreException.Corrupt> inside = reader.verify();
                damages.addAll(inside.isEmpty() ? outOfRange(reader, table) : inside);
            } catch (StoreException.Corrupt damage) {
                damages.add(damage);
            }
            read.accept(table.bytes());
        }
        return List.copyOf(damages);
    }

    /// The filters that tables have and that are not asked here, since they are of another kind than that of the
    /// options: by the name of the table's file, those of tables that can be read.
    public SortedMap<String, List<String>> foreignFilters() {
        SortedMap<String, List<String>> filters = new TreeMap<>();
        for (TableFile table : tableFiles()) {
            try {
                TableReader reader = tables.reader(table);
                List<String> foreign = reader.foreignFilters();
                if (!foreign.isEmpty()) {
                    filters.put(reader.toString(), foreign);
                }
            } catch (StoreException.Corrupt _) {
                // It is told by the check of the tables.
            }
        }
        return filters;
    }

    /// What is wrong with the range that the manifest tells of `table`, whose keys ascend.
    private static List<StoreException.Corrupt> outOfRange(TableReader reader, TableFile table) {
        try (EntryCursor keys = reader.cursor()) {
            boolean isInside = (!keys.first() || table.smallest().compareTo(InternalKey.at(keys)) <= 0)
                    && (!keys.last() || table.largest().compareTo(InternalKey.at(keys)) >= 0);
            String expected = "keys from " + table.smallest() + " to " + table.largest() + ", as the manifest tells";
            return isInside ? List.of() : List.of(new StoreException.Corrupt(reader.toString(), 0, expected, "others"));
        }
    }

    /// The tables, by level.
    public List<TableFile> tableFiles() {
        return image.state().version().tables().toList();
    }

    /// The tables, counted by level.
    public List<LsmStats.Level> levels() {
        return LsmStats.levelsOf(image.state().version());
    }

    /// How many tables are packed by each compression ([TableReader#packing]), by its name; those of which nobody
    /// can tell are `unreadable`.
    public SortedMap<String, Long> packings() {
        return tableFiles().stream().collect(Collectors.groupingBy(this::packing, TreeMap::new, Collectors.counting()));
    }

    private String packing(TableFile table) {
        try {
            return tables.reader(table).packing();
        } catch (StoreException _) {
            return "unreadable";
        }
    }

    /// The last sequence number.
    public long sequence() {
        return image.lastSequence();
    }

    /// What was found in the log.
    public Recovery recovery() {
        return image.log();
    }

    /// What was found in the manifest; empty if nothing was ever stored.
    public Optional<ManifestRecovery> manifest() {
        return image.manifest();
    }

    /// Changes that are in the log and in no table.
    public long memoryEntries() {
        return image.memtables().stream().mapToLong(Memtable::entries).sum();
    }

    @Override
    public void close() {
        try {
            tables.close();
        } finally {
            lock.close();
        }
    }

    private static ReadState layers(LsmImage image) {
        List<Frozen> frozen = image.memtables().stream()
                .limit(image.memtables().size() - 1L)
                .map(memtable -> Frozen.of(memtable, image.lastSequence(), 0))
                .toList();
        return new ReadState(image.memtables().getLast(), frozen, image.state().version());
    }

    /// Nobody takes a table away from a store that is closed.
    private static Reads.Hold held(LsmImage image) {
        return new Reads.Hold() {
            @Override
            public Version version() {
                return image.state().version();
            }

            @Override
            public void close() {}
        };
    }
}
