package dev.cairn.lsm.repair;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.merge.LevelCursor;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.Footer;
import dev.cairn.lsm.table.StoredBlocks;
import dev.cairn.lsm.table.TableIndex;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.wal.map.FileCheck;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that is or was a table, as far as it can be read: the data blocks that are what was written.
///
/// A block counts if its checksum is right, its restart points are entries, and its keys are of known
/// kinds and behind those of the blocks before it. Where the blocks are, the index says; if that is
/// lost, [BlockSearch] finds them. Everything else is noted as skipped; a block that is what was
/// written, and of a type that nobody here unpacks, also as a [#refusal].
///
/// Confined to one thread. Cursors must be closed before it.
final class SalvagedTable implements AutoCloseable {
    private final String name;
    private final long number;
    private final String described;
    private final ReadFile file;
    private final long bytes;
    private final StoredBlocks blocks;
    private final List<BlockHandle> handles = new ArrayList<>();

    /// Each block as a little table, numbered from 1 on in their order.
    private final List<TableFile> parts = new ArrayList<>();

    private final List<FileCheck.Skipped> skipped = new ArrayList<>();
    private Optional<StoreException.Refused> refusal = Optional.empty();
    private boolean isFilterSound = true;
    private long entries;
    private long oldest = Long.MAX_VALUE;
    private long newest;

    private SalvagedTable(Disk disk, String name, long number, ReadFile file) throws IOException {
        this(disk.describe(name), name, number, file, TableOptions.DEFAULT);
    }

    private SalvagedTable(String described, String name, long number, ReadFile file, TableOptions options)
            throws IOException {
        this.name = name;
        this.number = number;
        this.described = described;
        this.file = file;
        this.bytes = file.size();
        MemorySegment all = file.slice(0, bytes);
        this.blocks = new StoredBlocks(described, all, options);
        read(all);
    }

    /// Reads all of `name`, table `number`. The constructor reads; the file stays open for the cursors,
    /// but is closed if the constructor throws, whatever it throws.
    ///
    /// Two things are failures of the environment: an [IOException], told by
    /// `StoreException.Failed.of("read", …)`, and an [InternalError], with which the JDK says that a
    /// page of the mapped file cannot be had. That one becomes
    /// `cannot read <name>: its bytes cannot be reached`, with the name as the disk describes it.
    ///
    /// @throws StoreException.Failed if the operating system refuses; damage is no failure
    @Exercise("2.19")
    static SalvagedTable read(Disk disk, String name, long number) {
        try {
            ReadFile file = disk.open(name);
            try {
                return new SalvagedTable(disk, name, number, file);
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            } catch (InternalError fault) {
                file.close();
                throw new StoreException.Failed(
                        "cannot read " + disk.describe(name) + ": its bytes cannot be reached", fault);
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    /// This, or if it has a [#refusal] the same file read once more as `options` say, by which more can
    /// be unpacked. Only one of the two must be closed, and none if this throws.
    ///
    /// @throws StoreException.Failed if the operating system refuses
    SalvagedTable readAs(TableOptions options) {
        if (refusal.isEmpty()) {
            return this;
        }
        try {
            return new SalvagedTable(described, name, number, file, options);
        } catch (IOException cause) {
            closeAfter(cause);
            throw StoreException.Failed.of("read", described, cause);
        } catch (InternalError fault) {
            closeAfter(fault);
            throw new StoreException.Failed("cannot read " + described + ": its bytes cannot be reached", fault);
        } catch (RuntimeException | Error failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    /// Closes this; what counts is `failure`.
    private void closeAfter(Throwable failure) {
        try {
            file.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    /// Whether no entry is damaged.
    boolean isWhole() {
        return skipped.isEmpty() && !parts.isEmpty();
    }

    /// Looks at the file once more for what only a reader notices that asks filters, as `options` may say:
    /// damage that costs no entry, and for which the table is written anew ([#isSound]).
    void checkFilter(Disk disk, TableOptions options) {
        if (isWhole()) {
            try (TableReader reader = TableReader.open(disk, name, bytes, options)) {
                isFilterSound = reader.verify().isEmpty();
            } catch (StoreException.Corrupt _) {
                isFilterSound = false;
            }
        }
    }

    /// Whether nothing is damaged, so that the file can stay as it is.
    boolean isSound() {
        return isWhole() && isFilterSound;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// Why a block that is what was written cannot be read: it is packed in a way that nobody here knows.
    Optional<StoreException.Refused> refusal() {
        return refusal;
    }

    /// The smallest sequence number in it.
    long oldest() {
        return oldest;
    }

    /// The largest sequence number in it.
    long newest() {
        return newest;
    }

    /// How much was read.
    FileCheck check() {
        return new FileCheck(name, bytes, entries, skipped);
    }

    /// The whole table, as a version knows it.
    TableFile asTable() {
        return new TableFile(
                number, bytes, parts.getFirst().smallest(), parts.getLast().largest());
    }

    /// All entries that can be read.
    EntryCursor cursor() {
        return LevelCursor.over(parts, this::open);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException cause) {
            throw StoreException.Failed.of("close", described, cause);
        }
    }

    private EntryCursor open(TableFile part) {
        return BlockCursor.over(blocks.read(handles.get((int) part.number() - 1), false));
    }

    /// Reads the whole file `all`, block by block.
    ///
    /// From the [Footer] to the index, whose checksum must be right ([TableIndex#of]), then the
    /// metaindex, of which only the checksum is of interest, then the data blocks in their order
    /// ([#readBlock], [#take]). What is wrong with one of these blocks costs that block.
    ///
    /// If footer or index are damaged, [#search]. If the index cannot be unpacked, all of the file is
    /// one stretch that is refused ([#refuse]).
    @Exercise("2.19")
    private void read(MemorySegment all) {
        try {
            Footer footer = Footer.of(described, all);
            TableIndex index = TableIndex.of(blocks.read(footer.index(), true), footer.limit());
            readBlock(footer.metaindex(), () -> {});
            for (int block = 0; block < index.blocks(); block++) {
                BlockHandle handle = index.handle(block);
                readBlock(handle, () -> take(handle));
            }
        } catch (StoreException.Corrupt damage) {
            search(all, damage);
        } catch (StoreException.Refused unknown) {
            refuse(0, bytes, unknown);
        }
    }

    /// Finds the blocks without the index: a [BlockSearch] whose taker is [#isTaken].
    ///
    /// Each gap is skipped, expected `a block and its checksum`, found `bytes in which none begins`.
    /// The last stretch that is skipped, from where the search has ended to the end of the file, tells
    /// of `damage`. It is told even if it is empty, since something is damaged.
    ///
    /// @param damage why there is no index
    @Exercise("2.19")
    private void search(MemorySegment all, StoreException.Corrupt damage) {
        long end = new BlockSearch(all, blocks)
                .run(
                        this::isTaken,
                        (from, to) -> skipped.add(new FileCheck.Skipped(
                                from, to - from, "a block and its checksum", "bytes in which none begins")));
        skipped.add(new FileCheck.Skipped(end, bytes - end, damage.expected(), damage.actual()));
    }

    /// Whether a block that was found is one of data, and taken ([#take]).
    ///
    /// If it is corrupt, it is none: its checksum was right by chance, or it holds something else. If
    /// nobody here can unpack it, it counts as one, and is refused: it was written by somebody, and is
    /// not to be searched for blocks.
    @Exercise("2.19")
    private boolean isTaken(BlockHandle handle) {
        try {
            return take(handle);
        } catch (StoreException.Corrupt _) {
            return false;
        } catch (StoreException.Refused unknown) {
            refuse(handle.offset(), handle.end() - handle.offset(), unknown);
            return true;
        }
    }

    /// Notes a stretch of the file that nobody here can unpack. The first of them is the [#refusal].
    private void refuse(long offset, long length, StoreException.Refused unknown) {
        refusal = refusal.or(() -> Optional.of(unknown));
        skipped.add(new FileCheck.Skipped(
                offset, length, "blocks that can be unpacked", String.valueOf(unknown.getMessage())));
    }

    /// Reads the block at `handle`, of which the index or the footer tells: first its checksum, and
    /// `reading` only if that is right. If either is corrupt, the block with its trailer is skipped,
    /// with what was expected and found; if it cannot be unpacked, it is refused. Nothing of this is
    /// thrown.
    @Exercise("2.19")
    private void readBlock(BlockHandle handle, Runnable reading) {
        try {
            blocks.read(handle, true);
            reading.run();
        } catch (StoreException.Corrupt damage) {
            skipped.add(new FileCheck.Skipped(
                    handle.offset(), handle.end() - handle.offset(), damage.expected(), damage.actual()));
        } catch (StoreException.Refused unknown) {
            refuse(handle.offset(), handle.end() - handle.offset(), unknown);
        }
    }

    /// Adds a data block whose checksum is right. Nothing of it counts unless all of it does: until the
    /// last entry was looked at, no field changes.
    ///
    /// Its restart points must be entries ([BlockCursor#checkRestarts]), and each entry one that may
    /// follow the one before it ([#requireEntry]); before its first comes the last of the part before,
    /// if there is one. A block without entries is none of data, and adds nothing.
    ///
    /// Else it becomes one of [#parts], numbered from 1 on, of which the handle has the number less one
    /// in [#handles]; and [#entries], [#oldest] and [#newest] count its entries.
    ///
    /// @return whether it has entries
    /// @throws StoreException.Corrupt if something of it is not what a table holds
    @Exercise("2.19")
    private boolean take(BlockHandle handle) {
        BlockCursor cursor = BlockCursor.over(blocks.read(handle, false));
        cursor.checkRestarts();
        @Nullable InternalKey first = null;
        @Nullable InternalKey last = parts.isEmpty() ? null : parts.getLast().largest();
        long count = 0;
        long least = oldest;
        long most = newest;
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            InternalKey key = InternalKey.at(cursor);
            requireEntry(cursor, last, key);
            first = first == null ? key : first;
            last = key;
            least = Math.min(least, key.sequence());
            most = Math.max(most, key.sequence());
            count++;
        }
        if (first == null || last == null) {
            return false;
        }
        handles.add(handle);
        parts.add(new TableFile(handles.size(), handle.bytes(), first, last));
        entries += count;
        oldest = least;
        newest = most;
        return true;
    }

    /// Refuses the entry `key`, on which the cursor stands, with [BlockCursor#corruptKey]:
    ///
    /// | if | expected | found |
    /// |---|---|---|
    /// | its tag is of no known kind | `an entry that is a put or a delete` | the key |
    /// | it is not behind `before` | `keys that ascend` | `<the key> behind <before>` |
    @Exercise("2.19")
    private static void requireEntry(BlockCursor cursor, @Nullable InternalKey before, InternalKey key) {
        if (!EntryTag.isKnown(key.tag())) {
            throw cursor.corruptKey("an entry that is a put or a delete", key.toString());
        }
        if (before != null && before.compareTo(key) >= 0) {
            throw cursor.corruptKey("keys that ascend", key + " behind " + before);
        }
    }
}
