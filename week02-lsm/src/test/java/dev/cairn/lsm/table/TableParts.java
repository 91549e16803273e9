package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.BlockBuilder;
import java.util.ArrayList;
import java.util.List;

/// A written table, taken apart with nothing but its format. Immutable.
record TableParts(Bytes file, Stored metaindex, Stored index, List<IndexEntry> blocks) {
    /// A block as it is stored: what it holds, its type, and whether the checksum is right.
    record Stored(int offset, Bytes contents, int type, boolean isSound) {}

    /// What the index says of a data block, and the block.
    record IndexEntry(InternalKey separator, Stored block) {}

    static TableParts of(Bytes file) {
        ByteReader footer = new ByteReader(file.slice(file.length() - TableFormat.FOOTER_BYTES, file.length()));
        Stored metaindex = stored(file, footer);
        Stored index = stored(file, footer);
        return new TableParts(file, metaindex, index, entries(file, index.contents));
    }

    /// The index has a restart point at every entry: all keys are whole.
    private static List<IndexEntry> entries(Bytes file, Bytes index) {
        List<IndexEntry> entries = new ArrayList<>();
        int restarts = new ByteReader(index.slice(index.length() - 4, index.length())).fixed32();
        if (restarts < 1 || restarts > index.length() / 4 - 1) {
            throw new AssertionError("the handle of the index leads to what is none: " + index);
        }
        ByteReader reader = new ByteReader(index.slice(0, index.length() - 4 * (restarts + 1)));
        while (!reader.isAtEnd()) {
            reader.varint32();
            int key = reader.varint32();
            int value = reader.varint32();
            InternalKey separator = InternalKey.decode(reader.bytes(key));
            entries.add(new IndexEntry(separator, stored(file, new ByteReader(reader.bytes(value)))));
        }
        return entries;
    }

    private static Stored stored(Bytes file, ByteReader handle) {
        int offset = (int) handle.varint64();
        int end = offset + (int) handle.varint64();
        if (offset < 0 || end < offset || end > file.length() - TableFormat.FOOTER_BYTES) {
            throw new AssertionError(
                    "a handle leads to bytes %s to %s of a file of %s".formatted(offset, end, file.length()));
        }
        Bytes checked = file.slice(offset, end + 1);
        int checksum = new ByteReader(file.slice(end + 1, end + 5)).fixed32();
        return new Stored(offset, file.slice(offset, end), file.at(end), checked.maskedCrc() == checksum);
    }

    /// The table `file` with another metaindex, of one entry.
    static Bytes withMetaindex(Bytes file, String name, Bytes value) {
        int footerAt = file.length() - TableFormat.FOOTER_BYTES;
        ByteReader handles = new ByteReader(file.slice(footerAt, file.length()));
        handles.varint64();
        handles.varint64();
        BlockBuilder builder = new BlockBuilder(1);
        builder.add(Bytes.utf8(name), value);
        Bytes metaindex = builder.finish();
        Bytes checked = metaindex.concat(Bytes.hex("00"));
        Bytes block = new ByteWriter().raw(checked).fixed32(checked.maskedCrc()).toBytes();
        Bytes footer = new ByteWriter()
                .varint64(footerAt)
                .varint64(metaindex.length())
                .varint64(handles.varint64())
                .varint64(handles.varint64())
                .toBytes();
        Bytes zeros = Bytes.wrap(new byte[TableFormat.MAGIC_OFFSET - footer.length()]);
        Bytes magic = new ByteWriter().fixed64(TableFormat.MAGIC).toBytes();
        return file.slice(0, footerAt)
                .concat(block)
                .concat(footer)
                .concat(zeros)
                .concat(magic);
    }

    /// The separators as text.
    List<String> separators() {
        return blocks.stream().map(each -> each.separator().toString()).toList();
    }

    /// Where each data block begins, and where the metaindex does.
    List<Integer> offsets() {
        List<Integer> offsets = new ArrayList<>();
        blocks.forEach(each -> offsets.add(each.block().offset()));
        offsets.add(metaindex.offset());
        return offsets;
    }
}
