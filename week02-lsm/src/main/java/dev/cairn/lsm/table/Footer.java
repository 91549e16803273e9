package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;

/// The last 48 bytes of a table, from which everything else is found.
///
/// Immutable.
///
/// @param metaindex where the metaindex block is
/// @param index where the index block is
/// @param limit where the footer begins, and so where all blocks end
public record Footer(BlockHandle metaindex, BlockHandle index, long limit) {
    /// The footer of the table `bytes`: its last [TableFormat#FOOTER_BYTES].
    ///
    /// | if | at | expected | found |
    /// |---|---|---|---|
    /// | the file is shorter | 0 | `a table, which has at least 48 bytes` | `<n> bytes` |
    /// | the magic is another | its first byte | `the magic number <magic> of a table` | what is there |
    /// | a handle is none | where [BlockHandle#read] says | what it says | what it says |
    ///
    /// Magic numbers are told as 16 hexadecimal digits; offsets are those of the file. The magic is looked at
    /// first: without it nothing is said about handles. What stands between the handles and the magic is
    /// ignored. Blocks end, with their trailers, where the footer begins.
    ///
    /// @throws StoreException.Corrupt if there is none
    @Exercise("2.6")
    public static Footer of(String file, MemorySegment bytes) {
        long start = bytes.byteSize() - TableFormat.FOOTER_BYTES;
        if (start < 0) {
            String found = bytes.byteSize() + " bytes";
            throw new StoreException.Corrupt(file, 0, "a table, which has at least 48 bytes", found);
        }
        Bytes footer = Bytes.copyOf(bytes.asSlice(start));
        try {
            long magic = new ByteReader(footer.slice(TableFormat.MAGIC_OFFSET, TableFormat.FOOTER_BYTES)).fixed64();
            if (magic != TableFormat.MAGIC) {
                String expected = "the magic number %016x of a table".formatted(TableFormat.MAGIC);
                throw new CorruptBytesException(TableFormat.MAGIC_OFFSET, expected, "%016x".formatted(magic));
            }
            ByteReader handles = new ByteReader(footer.slice(0, TableFormat.MAGIC_OFFSET));
            return new Footer(BlockHandle.read(handles, start), BlockHandle.read(handles, start), start);
        } catch (CorruptBytesException e) {
            throw new StoreException.Corrupt(file, start + e.offset(), e.expected(), e.actual());
        }
    }
}
