package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.Footer;
import dev.cairn.lsm.table.StoredBlocks;
import dev.cairn.lsm.table.TableIndex;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.BatchFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A small store whose history is known, write by write, and where on disk each write is.
///
/// Immutable.
///
/// @param image its directory `db`
/// @param places where each write is; sequence number 1 is the first
record SmallStore(DiskImage image, Map<Integer, Place> places) {
    static final int WRITES = 40;
    private static final int KEYS = 13;
    private static final Set<Integer> FLUSHES = Set.of(14, 28);
    private static final TableOptions TABLES =
            TableOptions.DEFAULT.withBlockBytes(64).withRestartInterval(3);

    /// A stretch of a file.
    record Place(String file, long from, long to) {
        /// Whether a damage touches it: one byte at `offset`, or everything from there on.
        boolean isHit(long offset, boolean isCut) {
            return isCut ? to > offset : from <= offset && offset < to;
        }
    }

    /// The two that there are. Each is made when it is first asked for, and not in order to name tests.
    enum Shape {
        /// Two tables of level 0 that overlap, each of several blocks, and a log.
        FLAT("000005.sst", "000006.log", "000007.sst"),

        /// One table of level 1, one of level 0 above it, and a log.
        MERGED("000006.sst", "000007.log", "000008.sst");

        private final String own;

        Shape(String... own) {
            this.own = String.join(" ", own);
        }

        /// The names of its files.
        List<String> names() {
            return List.of((own + " CAIRN CURRENT MANIFEST-000003").split(" "));
        }

        SmallStore store() {
            return this == FLAT ? Made.FLAT : Made.MERGED;
        }
    }

    /// Both, made.
    private static final class Made {
        static final SmallStore FLAT = of(Compaction.NONE);
        static final SmallStore MERGED = of(onceMerged());
    }

    static LsmOptions options() {
        return LsmOptions.balanced().withLog(new LogOptions(1 << 20, 0)).withTables(TABLES);
    }

    /// The names of its files.
    List<String> names() {
        return image.files().keySet().stream()
                .map(path -> path.substring("db/".length()))
                .filter(name -> !name.equals("LOCK"))
                .toList();
    }

    Disk disk() {
        return SimFileSystem.startedOn(image).disk("db");
    }

    Bytes bytes(String file) {
        return image.bytes("db/" + file);
    }

    /// The rows after all writes.
    static Map<Bytes, Bytes> rows() {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        for (int write = 1; write <= WRITES; write++) {
            if (isDelete(write)) {
                rows.remove(key(write));
            } else {
                rows.put(key(write), value(write));
            }
        }
        return rows;
    }

    /// What is wrong with `rows`, if the writes `lost` could not be read.
    static Optional<String> wrong(Map<Bytes, Bytes> rows, Set<Integer> lost) {
        for (int write = WRITES; write > WRITES - KEYS; write--) {
            Bytes key = key(write);
            Optional<Bytes> found = Optional.ofNullable(rows.get(key));
            Optional<Bytes> expected = valueWithout(write, lost);
            if (!found.equals(expected)) {
                return Optional.of(key + " is " + found + ", but was last " + expected);
            }
        }
        return rows.size() > KEYS ? Optional.of("there are other keys: " + rows) : Optional.empty();
    }

    static Map<Bytes, Bytes> rowsOf(LsmStore store) {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.put(cursor.key(), cursor.value());
                if (!store.get(cursor.key()).equals(Optional.of(cursor.value()))) {
                    throw new IllegalStateException("a get and a scan do not agree about " + cursor.key());
                }
            }
        }
        return rows;
    }

    /// The value of the key of `write`, of which that is the last write, if some writes were never made.
    private static Optional<Bytes> valueWithout(int write, Set<Integer> lost) {
        int newest = write;
        while (newest > 0 && lost.contains(newest)) {
            newest -= KEYS;
        }
        return newest <= 0 || isDelete(newest) ? Optional.empty() : Optional.of(value(newest));
    }

    private static SmallStore of(Compaction compaction) {
        SimFileSystem files = SimFileSystem.empty();
        World world = new World(1);
        try (LsmStore store = LsmStore.open(files.disk("db"), options().withCompaction(compaction), world.env())) {
            for (int write = 1; write <= WRITES; write++) {
                if (isDelete(write)) {
                    store.delete(key(write));
                } else {
                    store.put(key(write), value(write));
                }
                if (FLUSHES.contains(write)) {
                    var _ = store.submitFlush();
                    world.runUntilIdle();
                }
            }
        }
        DiskImage image = files.freeze().visible();
        return new SmallStore(image, places(image));
    }

    /// Merges when there is one table and nothing below it.
    private static Compaction onceMerged() {
        Compaction always = Rewriting.whenThereAre(1);
        return new Compaction(
                (version, oldest) ->
                        version.level(1).isEmpty() ? always.strategy().next(version, oldest) : Optional.empty(),
                always.runner());
    }

    private static Map<Integer, Place> places(DiskImage image) {
        Map<Integer, Place> places = new HashMap<>();
        for (String path : image.files().keySet()) {
            String name = path.substring("db/".length());
            if (name.endsWith(".sst")) {
                findInTable(name, image.bytes(path), places);
            } else if (name.endsWith(".log")) {
                findInLog(SimFileSystem.startedOn(image).disk("db"), name, places);
            }
        }
        return places;
    }

    private static void findInTable(String name, Bytes bytes, Map<Integer, Place> places) {
        MemorySegment memory = MemorySegment.ofArray(bytes.toArray());
        StoredBlocks blocks = new StoredBlocks(name, memory, TABLES);
        Footer footer = Footer.of(name, memory);
        TableIndex index = TableIndex.of(blocks.read(footer.index(), true), footer.limit());
        for (int block = 0; block < index.blocks(); block++) {
            BlockHandle handle = index.handle(block);
            BlockCursor cursor = BlockCursor.over(blocks.read(handle, true));
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                int write = (int) InternalKey.at(cursor).sequence();
                places.put(write, new Place(name, handle.offset(), handle.end()));
            }
        }
    }

    private static void findInLog(Disk disk, String name, Map<Integer, Place> places) {
        try (ReadFile file = disk.open(name)) {
            RecordReader reader = new RecordReader(file, 0, file.size(), TailPolicy.ONE_RECORD_PER_SYNC);
            ReadResult result = reader.next();
            while (result instanceof ReadResult.Whole(Bytes payload, long offset)) {
                BatchFormat.Batch batch = BatchFormat.decode(payload);
                List<Mutation> mutations = batch.mutations();
                result = reader.next();
                long end = result instanceof ReadResult.Whole(Bytes _, long next) ? next : file.size();
                for (int i = 0; i < mutations.size(); i++) {
                    places.put((int) batch.sequence() + i, new Place(name, offset, end));
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The writes that a damage touches, and those that were merged away and are nowhere.
    Set<Integer> hit(String file, long offset, boolean isCut) {
        return IntStream.rangeClosed(1, WRITES)
                .filter(write -> {
                    Place place = places.get(write);
                    return place == null || (place.file().equals(file) && place.isHit(offset, isCut));
                })
                .boxed()
                .collect(Collectors.toSet());
    }

    private static boolean isDelete(int write) {
        return write % 6 == 5;
    }

    private static Bytes key(int write) {
        return Bytes.utf8("row%02d".formatted(write % KEYS));
    }

    private static Bytes value(int write) {
        return Bytes.utf8("%03d-value-%x".formatted(write, write * 7919));
    }

    /// For messages: its files.
    @Override
    public String toString() {
        return names().toString();
    }
}
