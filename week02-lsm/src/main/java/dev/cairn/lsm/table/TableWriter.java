package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.AppendFile;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.lsm.table.block.BlockBuilder;
import dev.cairn.lsm.table.block.Separators;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes one table to a new file, from entries in ascending order.
///
/// The file has what [TableFormat] shows. Nothing of it is durable until the caller has synced the file.
/// After a failure the writer is of no more use, and the file is no table.
///
/// The index gets the entry of a data block when the first key of the next one is known, or that there is
/// none: only then can the separator be chosen.
///
/// LevelDB `table/table_builder.cc`. Confined to one thread.
public final class TableWriter {
    private static final int OUTPUT_BYTES = 64 * 1024;

    private final AppendFile file;
    private final TableOptions options;
    private final Compression.Packer packer;
    private final FilterPolicy.Builder filter;
    private final BlockBuilder data;
    private final BlockBuilder index = new BlockBuilder(1);
    private final ByteWriter output = new ByteWriter(OUTPUT_BYTES);
    private long entries;
    private @Nullable InternalKey smallest;
    private @Nullable Finished finished;
    private boolean isFinished;

    /// A data block that is written and that the index does not have yet.
    private record Finished(BlockHandle handle, InternalKey largest) {}

    /// A writer to `file`, which is empty.
    public TableWriter(AppendFile file, TableOptions options) {
        Check.argument(file.size() == 0, "a table begins at byte 0, and %s are there", file.size());
        this.file = file;
        this.options = options;
        this.packer = options.compression().packer();
        this.filter = options.filter().builder();
        this.data = new BlockBuilder(options.restartInterval());
    }

    /// Adds the entry that `source` stands on.
    public void add(EntryCursor source) throws IOException {
        add(source.keyArray(), source.keyStart(), source.keyLength(), source.value());
    }

    /// Adds an entry with the internal key `array[start, start + length)`, which comes after all that were
    /// added.
    ///
    /// 1. [#requireAscending] sees to the order.
    /// 2. If a block is [#finished] and waits for its separator, this key is the first one of the next
    ///    block: [Separators#between], and [#addToIndex].
    /// 3. The filter gets the user key: all but the last [EntryTag#BYTES].
    /// 4. The entry goes into [#data] and is counted.
    /// 5. If [#data] has [TableOptions#blockBytes] or more now, [#finishBlock].
    @Exercise("2.5")
    public void add(byte[] array, int start, int length, Bytes value) throws IOException {
        requireAscending(array, start, length);
        if (finished != null) {
            addToIndex(finished, Separators.between(finished.largest, keyOf(array, start, length)));
        }
        filter.add(array, start, length - EntryTag.BYTES);
        data.add(array, start, length, value);
        entries++;
        if (data.bytes() >= options.blockBytes()) {
            finishBlock();
        }
    }

    /// Number of bytes that the file has so far, without the block that is being filled: how far a table
    /// has grown.
    public long bytes() {
        return file.size() + output.size();
    }

    /// Number of entries that were added.
    public long entries() {
        return entries;
    }

    /// Ends the table, to which something was added; not durably, and without closing the file. To end one
    /// twice, or one without entries, is a bug of the caller ([Check#that]).
    ///
    /// What is in [#data], if anything, becomes the last data block ([#finishBlock]), with a separator
    /// [Separators#after] its last key. Behind the data blocks come the filter ([#writeFilter], which returns
    /// the metaindex block), the metaindex block, the index block, and the footer ([#writeFooter]). [#drain]
    /// hands to the file what it does not have yet. The summary has the size of the whole file, the number of
    /// entries, and the first and the last key that were added: keys of entries, and not separators.
    @Exercise("2.5")
    public TableSummary finish() throws IOException {
        Check.that(entries > 0 && !isFinished, "a table ends once, and has entries, not %s", entries);
        isFinished = true;
        if (!data.isEmpty()) {
            finishBlock();
        }
        Finished lastBlock = Objects.requireNonNull(finished);
        addToIndex(lastBlock, Separators.after(lastBlock.largest));
        BlockHandle metaindex = writeBlock(writeFilter());
        writeFooter(metaindex, writeBlock(index.finish()));
        drain();
        return new TableSummary(file.size(), entries, Objects.requireNonNull(smallest), lastBlock.largest);
    }

    /// Throws [IllegalStateException] if the table is finished, or if the key does not come after all that
    /// were added: `keys ascend in a table, and <key> does not`. The first key of all is remembered as
    /// [#smallest].
    ///
    /// The key before is the last one of [#data], or, where that is empty because a block was just
    /// [#finished], the largest one of that. [InternalKeyOrder] compares without making objects.
    @Exercise("2.5")
    private void requireAscending(byte[] array, int start, int length) {
        Check.that(!isFinished, "the table is finished");
        if (smallest == null) {
            smallest = keyOf(array, start, length);
            return;
        }
        int order = finished == null
                ? InternalKeyOrder.compare(data.lastKey(), 0, data.lastKeyLength(), array, start, length)
                : finished.largest.compareTo(array, start, length);
        if (order >= 0) {
            throw new IllegalStateException("keys ascend in a table, and " + keyOf(array, start, length) + " does not");
        }
    }

    /// Writes the block that is being filled ([BlockBuilder#finish], [#writeBlock]). It waits for its
    /// separator, as [#finished], with its last key, which the builder knows only until it is finished.
    @Exercise("2.5")
    private void finishBlock() throws IOException {
        InternalKey largest = keyOf(data.lastKey(), 0, data.lastKeyLength());
        finished = new Finished(writeBlock(data.finish()), largest);
    }

    private void addToIndex(Finished block, InternalKey separator) {
        index.add(separator.encoded(), block.handle.encoded());
        finished = null;
    }

    /// Writes the filter, if there is one, and returns the metaindex block, which says where.
    private Bytes writeFilter() throws IOException {
        BlockBuilder metaindex = new BlockBuilder(options.restartInterval());
        String name = options.filter().name();
        if (!name.isEmpty()) {
            BlockHandle handle = writeStored(filter.finish(), Compression.none());
            metaindex.add(Bytes.utf8(TableFormat.FILTER_PREFIX + name), handle.encoded());
        }
        return metaindex.finish();
    }

    /// Writes a block with [#writeStored]: as it is, or packed by [#packer], if that takes less than its
    /// bytes without an eighth of them (`n - n / 8`, in whole numbers). Where [TableOptions#compression] is
    /// [Compression#none], by its id, nothing is packed.
    @Exercise("2.5")
    private BlockHandle writeBlock(Bytes contents) throws IOException {
        if (options.compression().id() != Compression.none().id()) {
            Bytes packed = packer.pack(contents);
            if (packed.length() < contents.length() - contents.length() / 8) {
                return writeStored(packed, options.compression());
            }
        }
        return writeStored(contents, Compression.none());
    }

    /// Writes `stored`, and behind it the trailer: a byte with the id of `compression`, and the masked
    /// checksum of all bytes up to there ([ByteWriter#maskedCrc]), which begin with `stored`.
    ///
    /// It all goes to [#output], which may hold the end of the block before; when that has [#OUTPUT_BYTES] or
    /// more, to the file: [#drain]. The handle says where the block lies in the file ([#bytes] tells where
    /// the next one begins), and how long it is as it is stored, without the trailer.
    @Exercise("2.5")
    private BlockHandle writeStored(Bytes stored, Compression compression) throws IOException {
        BlockHandle handle = new BlockHandle(bytes(), stored.length());
        int from = output.size();
        output.raw(stored).u8(compression.id());
        output.fixed32(output.maskedCrc(from));
        if (output.size() >= OUTPUT_BYTES) {
            drain();
        }
        return handle;
    }

    /// Writes the footer to [#output]: the two handles ([BlockHandle#writeTo]), zeros up to
    /// [TableFormat#MAGIC_OFFSET], and [TableFormat#MAGIC] as eight bytes.
    @Exercise("2.5")
    private void writeFooter(BlockHandle metaindex, BlockHandle indexBlock) {
        int from = output.size();
        metaindex.writeTo(output);
        indexBlock.writeTo(output);
        output.zeros(from + TableFormat.MAGIC_OFFSET - output.size()).fixed64(TableFormat.MAGIC);
    }

    private void drain() throws IOException {
        file.append(output.asBuffer());
        output.clear();
    }

    private static InternalKey keyOf(byte[] array, int start, int length) {
        return InternalKey.decode(Bytes.copyOf(array, start, start + length));
    }
}
