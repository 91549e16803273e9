package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.TableFormat;
import dev.cairn.lsm.table.block.BlockBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A table put together block by block, each with a right checksum, whatever is in it. Nothing is packed.
///
/// Immutable.
///
/// @param data where its data blocks are
record HandMadeTable(Bytes bytes, List<BlockHandle> data, BlockHandle metaindex, BlockHandle index) {
    /// An entry of a block.
    record Row(InternalKey key, String value) {}

    static Row put(String key, long sequence) {
        return new Row(InternalKey.of(Bytes.utf8(key), EntryTag.ofPut(sequence)), "value of " + key);
    }

    /// An entry of a kind that is none.
    static Row ofKind(int kind, String key, long sequence) {
        return new Row(InternalKey.of(Bytes.utf8(key), sequence << 8 | kind), "?");
    }

    /// The contents of a block.
    static Bytes block(Row... rows) {
        BlockBuilder builder = new BlockBuilder(2);
        for (Row row : rows) {
            builder.add(row.key().encoded(), Bytes.utf8(row.value()));
        }
        return builder.finish();
    }

    /// A block as it is stored: `contents`, the type and the checksum.
    static Bytes stored(Bytes contents, int type) {
        Bytes checked = contents.concat(Bytes.wrap(new byte[] {(byte) type}));
        return new ByteWriter().raw(checked).fixed32(checked.maskedCrc()).toBytes();
    }

    /// A table of these blocks.
    static HandMadeTable of(Bytes... contents) {
        ByteWriter file = new ByteWriter();
        List<BlockHandle> data = new ArrayList<>();
        BlockBuilder entries = new BlockBuilder(1);
        for (Bytes each : contents) {
            BlockHandle handle = append(file, each);
            InternalKey separator = put("z%03d".formatted(data.size()), 1).key();
            entries.add(separator.encoded(), encoded(handle));
            data.add(handle);
        }
        BlockHandle metaindex = append(file, new BlockBuilder(1).finish());
        BlockHandle index = append(file, entries.finish());
        Bytes handles = encoded(metaindex).concat(encoded(index));
        file.raw(handles)
                .raw(Bytes.wrap(new byte[TableFormat.MAGIC_OFFSET - handles.length()]))
                .fixed64(TableFormat.MAGIC);
        return new HandMadeTable(file.toBytes(), List.copyOf(data), metaindex, index);
    }

    /// The file, with one bit of the byte at `offset` turned.
    Bytes damagedAt(long offset) {
        byte[] damaged = bytes.toArray();
        damaged[(int) offset] ^= 1;
        return Bytes.wrap(damaged);
    }

    /// The table, with `type` behind the block `handle`, and the checksum that this takes.
    HandMadeTable withType(BlockHandle handle, int type) {
        int start = (int) handle.offset();
        Bytes block = stored(bytes.slice(start, start + handle.bytes()), type);
        Bytes changed = bytes.slice(0, start).concat(block).concat(bytes.slice((int) handle.end(), bytes.length()));
        return new HandMadeTable(changed, data, metaindex, index);
    }

    /// The file, with a footer that leads nowhere.
    Bytes withoutFooter() {
        return damagedAt(bytes.length() - 1);
    }

    /// Writes `bytes` as the file `name`.
    static void write(Disk disk, String name, Bytes bytes) {
        try {
            disk.makeDirectory();
            if (disk.exists(name)) {
                disk.delete(name);
            }
            try (AppendFile file = disk.create(name)) {
                file.append(bytes.asBuffer());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static BlockHandle append(ByteWriter file, Bytes contents) {
        BlockHandle handle = new BlockHandle(file.size(), contents.length());
        file.raw(stored(contents, 0));
        return handle;
    }

    private static Bytes encoded(BlockHandle handle) {
        return new ByteWriter()
                .varint64(handle.offset())
                .varint64(handle.bytes())
                .toBytes();
    }
}
