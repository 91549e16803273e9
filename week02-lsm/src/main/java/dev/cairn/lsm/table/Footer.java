package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.store.StoreException;
import java.lang.foreign.MemorySegment;

/// The last 48 bytes of a table, from which everything else is found.
///
/// Immutable.
///
/// @param metaindex where the metaindex block is
/// @param index where the index block is
/// @param limit where the footer begins, and so where all blocks end
public record Footer(BlockHandle metaindex, BlockHandle index, long limit) {
    /// The footer of the table `bytes`.
    ///
    /// @throws StoreException.Corrupt if there is none
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
