package dev.cairn.lsm.table;

import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.RowDirectory;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The blocks of one table as they are stored: finds, checks and unpacks them.
///
/// Whoever closes the file takes the memory away under those who read: the JDK then throws, in every access
/// that a [MemorySegment] itself makes. So nothing here hands that memory to anyone who would touch it
/// otherwise (checksums and unpackers work on copies), and closing is never refused because somebody is
/// reading.
///
/// Thread-safe.
public final class StoredBlocks {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int COPY_BYTES = 1024;

    private final String file;
    private final MemorySegment bytes;
    private final TableOptions options;
    private final TableCounts counts;

    /// The blocks in `bytes`, the whole of `file`.
    public StoredBlocks(String file, MemorySegment bytes, TableOptions options) {
        this(file, bytes, options, TableCounts.forNobody());
    }

    /// @param counts hears of each block that is taken from here
    StoredBlocks(String file, MemorySegment bytes, TableOptions options, TableCounts counts) {
        this.counts = counts;
        this.file = file;
        this.bytes = bytes;
        this.options = options;
    }

    /// Number of bytes of the file.
    long bytes() {
        return bytes.byteSize();
    }

    /// The block at `handle`, which is within the file; unpacked if it is packed, else where it lies.
    ///
    /// Behind the contents stand the type and the checksum ([TableFormat]). If `isChecked`,
    /// [#requireChecksum] first. A [#type] of 0 is [Compression#none]: the contents are a slice of [#bytes]
    /// ([#stored]), and nothing is copied. Any other [#unpack] looks up. Of a packed block no byte has an
    /// offset of its own in the file, and its [Block.Origin] says so.
    @Exercise("2.6")
    public Block read(BlockHandle handle, boolean isChecked) {
        if (isChecked) {
            requireChecksum(handle);
        }
        boolean isPacked = type(handle) != Compression.none().id();
        MemorySegment contents = isPacked ? MemorySegment.ofArray(unpack(handle)) : stored(handle);
        return Block.of(contents, new Block.Origin(file, handle.offset(), isPacked));
    }

    /// The block at `handle`, which is stored as it is and of which `directory` was made: nothing of it is read here.
    Block readAgain(BlockHandle handle, RowDirectory directory) {
        return directory.blockIn(stored(handle), new Block.Origin(file, handle.offset(), false));
    }

    /// The contents of a block that is no [Block], unpacked if they are packed.
    MemorySegment readRaw(BlockHandle handle, boolean isChecked) {
        if (isChecked) {
            requireChecksum(handle);
        }
        boolean isPacked = type(handle) != Compression.none().id();
        return isPacked ? MemorySegment.ofArray(unpack(handle)).asReadOnly() : stored(handle);
    }

    /// Whether the block is stored as it is.
    boolean isInPlace(BlockHandle handle) {
        return type(handle) == Compression.none().id();
    }

    /// Throws [StoreException.Corrupt], at the block, unless the checksum behind the block is that of the
    /// contents as they are stored and of the type byte behind them: a masked CRC-32C ([Crc#mask]). Expected
    /// is `a block of <n> bytes with the checksum <what the file has>`, found `one with <what was computed>`,
    /// each checksum as eight hexadecimal digits.
    ///
    /// A block may have a gigabyte: it goes through [CRC32C] in copies of at most [#COPY_BYTES], never
    /// through the memory itself (the comment of the class says why).
    @Exercise("2.6")
    void requireChecksum(BlockHandle handle) {
        CRC32C crc = new CRC32C();
        long end = handle.offset() + handle.bytes() + 1;
        byte[] copy = new byte[(int) Math.min(COPY_BYTES, handle.bytes() + 1L)];
        for (long at = handle.offset(); at < end; at += copy.length) {
            int length = (int) Math.min(copy.length, end - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, copy, 0, length);
            crc.update(copy, 0, length);
        }
        int found = Crc.mask((int) crc.getValue());
        int expected = bytes.get(INT, end);
        if (found != expected) {
            throw new StoreException.Corrupt(
                    file,
                    handle.offset(),
                    "a block of %d bytes with the checksum %08x".formatted(handle.bytes(), expected),
                    "one with %08x".formatted(found));
        }
    }

    /// @throws StoreException.Refused if the block is what was written, and of a type that is not among
    ///     [TableOptions#readable]: a newer LevelDB packs blocks in ways that this one does not know
    private byte[] unpack(BlockHandle handle) {
        int type = type(handle);
        for (Compression each : options.readable()) {
            if (each.id() == type) {
                try {
                    byte[] packed = stored(handle).toArray(ValueLayout.JAVA_BYTE);
                    return each.unpack(packed, options.unpackedBytesMax());
                } catch (CorruptBytesException e) {
                    throw new StoreException.Corrupt(file, handle.offset() + e.offset(), e.expected(), e.actual());
                }
            }
        }
        requireChecksum(handle);
        throw new StoreException.Refused(
                "%s has a block of type %d at byte %d, and what is known here is %s: open it with"
                                .formatted(file, type, handle.offset(), options.readable())
                        + " the program that wrote it");
    }

    /// The [Compression#id] by which the block is stored.
    int type(BlockHandle handle) {
        return bytes.get(ValueLayout.JAVA_BYTE, handle.offset() + handle.bytes()) & 0xFF;
    }

    private MemorySegment stored(BlockHandle handle) {
        counts.blockRead();
        return bytes.asSlice(handle.offset(), handle.bytes());
    }
}
