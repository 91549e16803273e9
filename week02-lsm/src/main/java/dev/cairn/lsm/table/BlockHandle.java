package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.check.Check;

/// Where a block lies in its table.
///
/// Immutable.
///
/// @param offset bytes from the start of the file
/// @param bytes number of bytes of the contents, without the trailer
public record BlockHandle(long offset, int bytes) {
    private static final int BYTES_MAX = Integer.MAX_VALUE - 64;

    /// Checks that both can be.
    public BlockHandle {
        Check.argument(offset >= 0 && bytes >= 0, "no block of %s bytes is at byte %s", bytes, offset);
    }

    /// Where the trailer ends.
    public long end() {
        return offset + bytes + TableFormat.TRAILER_BYTES;
    }

    void writeTo(ByteWriter target) {
        target.varint64(offset).varint64(bytes);
    }

    Bytes encoded() {
        ByteWriter target = new ByteWriter(20);
        writeTo(target);
        return target.takeBytes();
    }

    /// Reads a handle of a block that ends, with its trailer, at `limit` or before.
    public static BlockHandle read(ByteReader source, long limit) {
        int at = source.offset();
        long offset = source.varint64();
        long bytes = source.varint64();
        boolean isInside = offset >= 0 && bytes >= 0 && offset <= limit && bytes <= BYTES_MAX;
        if (!isInside || offset + bytes + TableFormat.TRAILER_BYTES > limit) {
            throw new CorruptBytesException(
                    at,
                    "the handle of a block before byte " + limit,
                    "one of " + Long.toUnsignedString(bytes) + " bytes at byte " + Long.toUnsignedString(offset));
        }
        return new BlockHandle(offset, (int) bytes);
    }
}
