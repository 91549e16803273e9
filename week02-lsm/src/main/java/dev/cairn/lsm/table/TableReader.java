package dev.cairn.lsm.table;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One table, open for reading.
///
/// A get costs a search in [TableIndex], which is in memory; a look at the filter, if there is one; and a
/// search in one data block, which is read where it lies in the mapped file unless it is packed.
///
/// Bytes that are not what was written are [StoreException.Corrupt], with file, offset, what was expected
/// and what was found; nothing else is ever thrown for the content of a file. Checksums are looked at as
/// [TableOptions#checksums] says. Where bytes cannot be reached at all, because somebody has cut the file or
/// the device does not give them, the JDK throws an [InternalError] out of the mapped memory: to whoever reads
/// here that is [StoreException.Failed].
///
/// Thread-safe. A get may race with [#close] and then ends with [TableClosedException]; a cursor should be
/// closed before its table, and ends with [StoreException.Closed] if it is not.
public final class TableReader implements AutoCloseable {
    /// A table of which so many blocks are stored as they are is taken for one that is not packed.
    private static final int UNPACKED_BLOCKS_MAX = 100;

    private static final Lookup DELETED = new Lookup.Deleted();
    static final Lookup UNKNOWN = new Lookup.Unknown();

    private final String name;
    private final ReadFile file;
    private final TableOptions options;
    private final StoredBlocks blocks;
    private final TableIndex index;
    private final FilterPolicy.Filter filter;
    private final boolean isFiltered;
    private final MetaIndex metaindex;
    private final long cacheNumber;
    private final TableCounts counts;
    private final @Nullable DirectGets direct;

    /// Which data blocks have a checksum that was found right. Several threads may find that for one block:
    /// each writes the same, and who reads too early looks again.
    private final boolean[] isChecked;

    /// Which data blocks were found to be packed, likewise.
    private final boolean[] isPacked;

    private volatile boolean isClosed;

    private TableReader(
            String name, ReadFile file, TableOptions options, StoredBlocks blocks, Footer footer, TableCounts counts) {
        boolean isNow = options.checksums() != ChecksumPolicy.NEVER;
        this.name = name;
        this.file = file;
        this.options = options;
        this.blocks = blocks;
        this.counts = counts;
        this.metaindex = new MetaIndex(blocks.read(footer.metaindex(), isNow), footer.limit());
        this.index = TableIndex.of(blocks.read(footer.index(), isNow), footer.limit());
        this.isChecked = new boolean[index.blocks()];
        this.isPacked = new boolean[index.blocks()];
        var filterBlock = metaindex.filter(options.filter().name());
        this.isFiltered = filterBlock.isPresent();
        this.filter = filterBlock
                .map(handle -> options.filter().open(blocks.readRaw(handle, isNow)))
                .orElseGet(FilterPolicy.Filter::none);
        boolean isDirect = options.rows().isOn() && options.checksums() != ChecksumPolicy.EVERY_READ;
        this.direct = isDirect ? new DirectGets(this, blocks, options.rows()) : null;
        // Last: who is not opened after all is never closed, and the cache would not hear of that.
        this.cacheNumber = options.cache().newTable();
    }

    /// Opens the table `name` of `size` bytes, and reads all of it that says where the rest is.
    ///
    /// @throws StoreException.Corrupt if the file has another size, or is no table
    /// @throws StoreException.Failed if the file cannot be opened
    public static TableReader open(Disk disk, String name, long size, TableOptions options) {
        return open(disk, name, size, options, TableCounts.forNobody());
    }

    /// The same, of a store that wants to know what its gets cost.
    public static TableReader open(Disk disk, String name, long size, TableOptions options, TableCounts counts) {
        String described = disk.describe(name);
        try {
            ReadFile file = disk.open(name);
            try {
                return open(described, file, size, options, counts);
            } catch (RuntimeException | IOException e) {
                closeAfter(e, file);
                throw e;
            } catch (InternalError fault) {
                closeAfter(fault, file);
                throw unreadable(described, fault);
            }
        } catch (IOException e) {
            throw StoreException.Failed.of("open", described, e);
        }
    }

    private static TableReader open(String name, ReadFile file, long size, TableOptions options, TableCounts counts)
            throws IOException {
        long actual = file.size();
        if (actual != size) {
            throw new StoreException.Corrupt(name, Math.min(actual, size), size + " bytes", actual + " bytes");
        }
        MemorySegment bytes = file.slice(0, size);
        StoredBlocks blocks = new StoredBlocks(name, bytes, options, counts);
        return new TableReader(name, file, options, blocks, Footer.of(name, bytes), counts);
    }

    /// What the table knows of the user key of `target` at the sequence number of `target`: of its entries
    /// the newest that is not newer.
    ///
    /// A get in memory that [#close] gives back is ended by the JDK, which up to version 25 also interrupts
    /// its thread and leaves it so (JDK-8306324). Nobody meant that: the flag is as it was before.
    public Lookup get(InternalKey target) {
        boolean wasInterrupted = Thread.currentThread().isInterrupted();
        try {
            requireOpen();
            return counted(target);
        } catch (IllegalStateException e) {
            if (isClosed && !wasInterrupted) {
                var _ = Thread.interrupted();
            }
            requireOpen();
            throw e;
        } catch (InternalError fault) {
            throw unreadable(name, fault);
        }
    }

    /// [#search], counted. The filter is asked here, once, before anything else: who hears no is counted
    /// by that alone, and nobody else can tell a maybe that was wrong from one that was right.
    private Lookup counted(InternalKey target) {
        if (isFiltered && !filter.mayContain(target)) {
            counts.denied();
            return UNKNOWN;
        }
        Lookup found = direct == null ? search(target) : direct.get(target);
        counts.searched(isFiltered, found);
        return found;
    }

    /// A cursor over all entries.
    ///
    /// @throws StoreException.Closed if this is closed
    public EntryCursor cursor() {
        if (isClosed) {
            throw new StoreException.Closed(name);
        }
        return new TableCursor(this, direct == null ? index : direct.locator(), this::block);
    }

    /// A cursor for who reads everything once and writes it anew: each block is read from the file, past
    /// every cache, and compared with its checksum, whatever [TableOptions#checksums] says. For who wrote
    /// a damaged block anew would give it a checksum that is right, and nobody would ever notice. For the
    /// same reason keys that do not ascend are corrupt to this cursor, as long as it goes forward.
    ///
    /// @throws StoreException.Closed if this is closed
    public EntryCursor cursorFromFile() {
        if (isClosed) {
            throw new StoreException.Closed(name);
        }
        return TableCursor.inOrder(this, this::blockFromFile);
    }

    /// Number of bytes of the file.
    public long bytes() {
        return blocks.bytes();
    }

    /// The name of the compression by which its blocks are packed, `type 4` if it is none of those that can be
    /// read, and that of [Compression#none] if none of the first [#UNPACKED_BLOCKS_MAX] blocks is packed. Who
    /// writes a table packs all blocks alike, but those that it would not make smaller.
    public String packing() {
        requireOpen();
        try {
            int type = Compression.none().id();
            int blocks = Math.min(index.blocks(), UNPACKED_BLOCKS_MAX);
            for (int at = 0; at < blocks && type == Compression.none().id(); at++) {
                type = this.blocks.type(index.handle(at));
            }
            int found = type;
            return options.readable().stream()
                    .filter(each -> each.id() == found)
                    .map(Compression::name)
                    .findFirst()
                    .orElse("type " + found);
        } catch (InternalError fault) {
            throw unreadable(name, fault);
        }
    }

    /// The names of the filters that it has besides that of [TableOptions#filter], which nobody here can ask.
    public List<String> foreignFilters() {
        requireOpen();
        try {
            return metaindex.filters().stream()
                    .filter(name -> !name.equals(options.filter().name()))
                    .toList();
        } catch (InternalError fault) {
            throw unreadable(name, fault);
        }
    }

    /// Reads everything, whatever [TableOptions#checksums] says, and returns every damage found; empty if
    /// it is sound.
    public List<StoreException.Corrupt> verify() {
        requireOpen();
        try {
            return new TableCheck(this).run();
        } catch (InternalError fault) {
            throw unreadable(name, fault);
        }
    }

    /// Closes the file. Closing twice is the same as once.
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            options.cache().drop(cacheNumber);
            if (direct != null) {
                direct.close();
            }
            try {
                file.close();
            } catch (IOException e) {
                throw StoreException.Failed.of("close", name, e);
            }
        }
    }

    /// For messages: the name of the file.
    @Override
    public String toString() {
        return name;
    }

    TableIndex index() {
        return index;
    }

    /// What a cursor throws whose reading has ended with `failure` of the memory in which it reads.
    RuntimeException failed(IllegalStateException failure) {
        return isClosed ? new StoreException.Closed(name) : failure;
    }

    /// The same for bytes that cannot be reached.
    RuntimeException failed(InternalError fault) {
        return unreadable(name, fault);
    }

    /// Damage of the filter, if a block stands where it should be and is none: it denies nothing, and every get pays
    /// for it.
    Optional<StoreException.Corrupt> filterDamage() {
        boolean isNone = isFiltered && filter.equals(FilterPolicy.Filter.none());
        return isNone
                ? metaindex
                        .filter(options.filter().name())
                        .map(handle -> new StoreException.Corrupt(
                                name,
                                handle.offset(),
                                "a filter of the format " + options.filter().name(),
                                "a block that is none"))
                : Optional.empty();
    }

    /// Whether the table may have entries of `userKey`, as far as its filter knows.
    boolean mayContain(Bytes userKey) {
        return filter.mayContain(userKey);
    }

    /// Whether data block `at` was read before, and found right as far as that was looked at.
    boolean isChecked(int at) {
        return isChecked[at];
    }

    /// Data block `at` ([TableIndex#handle]), its checksum looked at if that is due: always, never, or until it
    /// was found right once ([#isChecked]), as [TableOptions#checksums] says. A block that was read without
    /// a complaint is checked from then on.
    ///
    /// One that is stored as it is ([#isInPlace]) is read where it lies ([StoredBlocks#read]); any
    /// other is [#cached], so that it is not unpacked each time.
    @Exercise("2.6")
    Block block(int at) {
        BlockHandle handle = index.handle(at);
        boolean isDue = switch (options.checksums()) {
            case FIRST_READ -> !isChecked[at];
            case EVERY_READ -> true;
            case NEVER -> false;
        };
        Block block = isInPlace(at, handle) ? blocks.read(handle, isDue) : cached(at, handle, isDue);
        isChecked[at] = true;
        return block;
    }

    /// Whether data block `at` is stored as it is ([StoredBlocks#isInPlace]). Once it is known to be packed the file is
    /// not asked again: that byte of it is nowhere near what a cache has.
    private boolean isInPlace(int at, BlockHandle handle) {
        return !isPacked[at] && blocks.isInPlace(handle);
    }

    /// Data block `at`, its checksum looked at, past every cache.
    Block blockFromFile(int at) {
        return blocks.read(index.handle(at), true);
    }

    /// Packed data block `at`, of the cache. That it is packed is noted when it is loaded, and not at each
    /// look: then all readers would write to one line of memory.
    private Block cached(int at, BlockHandle handle, boolean isDue) {
        return options.cache().get(cacheNumber, handle.offset(), () -> {
            isPacked[at] = true;
            return blocks.read(handle, isDue);
        });
    }

    /// As [#get], as long as the table is open.
    ///
    /// Only one data block can have it, the one that [TableIndex#find] names; if that is none, it is
    /// [#UNKNOWN], and no block is read. In the block ([#block]) a [BlockCursor] seeks `target`. What it then
    /// stands on is the answer if it is of the same user key ([InternalKey#compareUserKeyTo(byte[], int,
    /// int)]), and [#answer] makes a lookup of it; else, and where it stands on nothing, the key is unknown.
    /// The filter, if there is one, was asked before.
    @Exercise("2.6")
    Lookup search(InternalKey target) {
        int at = index.find(target);
        if (at == index.blocks()) {
            return UNKNOWN;
        }
        BlockCursor cursor = BlockCursor.over(block(at));
        if (!cursor.seek(target)
                || target.compareUserKeyTo(cursor.keyArray(), cursor.keyStart(), cursor.keyLength()) != 0) {
            return UNKNOWN;
        }
        return answer(cursor);
    }

    /// What the entry says that `cursor` stands on: [Lookup.Found] with its value, or [#DELETED].
    ///
    /// A tag of a kind that the format does not know ([EntryTag#isKnown]) is [BlockCursor#corruptKey]:
    /// expected `an entry that is a put or a delete`, found `the tag <its 16 hexadecimal digits>`.
    @Exercise("2.6")
    static Lookup answer(BlockCursor cursor) {
        long tag = cursor.tag();
        if (!EntryTag.isKnown(tag)) {
            throw cursor.corruptKey("an entry that is a put or a delete", "the tag %016x".formatted(tag));
        }
        return EntryTag.isPut(tag) ? new Lookup.Found(cursor.value()) : DELETED;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new TableClosedException(name);
        }
    }

    private static StoreException.Failed unreadable(String name, InternalError fault) {
        return new StoreException.Failed(
                "cannot read " + name + ": its bytes cannot be reached; was it cut, or does the device fail?", fault);
    }

    private static void closeAfter(Throwable failure, ReadFile file) {
        try {
            file.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
