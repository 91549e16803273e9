package dev.cairn.common.bytes;

import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the field types of LevelDB's formats from a byte string, front to back.
///
/// Every method either returns a value and moves past it, or throws [CorruptBytesException] with the offset and
/// stays where it was. Nothing is allocated for a declared length before that many bytes are known to be there. The
/// types are those of [ByteWriter].
///
/// Confined to one thread.
public final class ByteReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Bytes source;

    /// Byte `i` of the source is `array[start + i]`.
    private final byte[] array;

    private final int start;
    private int offset;

    /// A reader that stands before the first byte of `source`.
    public ByteReader(Bytes source) {
        this.source = source;
        this.array = source.sharedArray();
        this.start = source.arrayStart();
    }

    /// Bytes from the start of the source to the next byte to read.
    public int offset() {
        return offset;
    }

    /// Number of bytes that have not been read.
    public int remaining() {
        return source.length() - offset;
    }

    /// Whether everything has been read.
    public boolean isAtEnd() {
        return remaining() == 0;
    }

    /// One byte as a number from 0 to 255.
    public int u8() {
        need(1);
        return array[start + offset++] & 0xFF;
    }

    /// Four bytes, little-endian.
    public int fixed32() {
        need(Integer.BYTES);
        int value = (int) INT.get(array, start + offset);
        offset += Integer.BYTES;
        return value;
    }

    /// Eight bytes, little-endian.
    public long fixed64() {
        need(Long.BYTES);
        long value = (long) LONG.get(array, start + offset);
        offset += Long.BYTES;
        return value;
    }

    /// An unsigned varint below 2^32, in the shortest form; a longer form of the same value is corrupt.
    ///
    /// It is read as [#varint64] reads it, and refused as that refuses it. A value of 2^32 or more is refused at
    /// the offset where the varint begins, where the reader then stands: expected `a varint below 2^32`, found the
    /// value.
    @Exercise("1.1")
    public int varint32() {
        int from = offset;
        long value = varint64();
        if (value >>> Integer.SIZE != 0) {
            offset = from;
            throw new CorruptBytesException(from, "a varint below 2^32", Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /// An unsigned varint below 2^64, in the shortest form; a longer form of the same value is corrupt.
    ///
    /// Each byte holds seven bits of the value, the lowest ones first; its top bit is set if another byte follows.
    /// A value takes ten bytes at most, and of the tenth only the lowest bit is left for it. What is 2^63 or more
    /// comes back as a negative number, as unsigned values do in a `long`.
    ///
    /// What is refused, always with the offset where the varint begins, and the reader stays there:
    ///
    /// - The source ends before the varint does: expected `a varint`, found `2 bytes, the last one not final`,
    ///   where 2 is the number of bytes that are left.
    /// - The tenth byte says that another follows: expected `a varint of at most 10 bytes`, found `a longer one`.
    /// - The last byte adds nothing, so a shorter form would do: expected `a varint in its shortest form, below
    ///   2^64`, found `a longer form`.
    /// - The tenth byte holds more than one bit: expected the same, found `a larger value`.
    @Exercise("1.1")
    public long varint64() {
        long value = 0;
        for (int i = 0; i < 10; i++) {
            if (i >= remaining()) {
                throw new CorruptBytesException(offset, "a varint", remaining() + " bytes, the last one not final");
            }
            long next = array[start + offset + i];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return finish(i, next, value);
            }
        }
        throw new CorruptBytesException(offset, "a varint of at most 10 bytes", "a longer one");
    }

    /// The next `length` bytes, sharing the array of the source.
    public Bytes bytes(int length) {
        if (length < 0) {
            throw new CorruptBytesException(offset, "a length of at least 0", Integer.toString(length));
        }
        need(length);
        offset += length;
        return source.slice(offset - length, offset);
    }

    /// A varint32 with a length, then that many bytes, sharing the array of the source.
    public Bytes lengthPrefixed() {
        int from = offset;
        int length = varint32();
        if (length < 0 || length > remaining()) {
            String declared = Integer.toUnsignedString(length);
            int left = remaining();
            offset = from;
            throw new CorruptBytesException(from, "a length of at most " + left, declared);
        }
        return bytes(length);
    }

    /// Throws unless everything has been read.
    public void end() {
        if (!isAtEnd()) {
            throw new CorruptBytesException(offset, "the end", remaining() + " more bytes");
        }
    }

    @Solution
    private long finish(int index, long last, long value) {
        boolean isOverlong = index > 0 && last == 0;
        boolean isOverflowing = index == 9 && last > 1;
        if (isOverlong || isOverflowing) {
            throw new CorruptBytesException(
                    offset,
                    "a varint in its shortest form, below 2^64",
                    isOverlong ? "a longer form" : "a larger value");
        }
        offset += index + 1;
        return value;
    }

    private void need(int bytes) {
        if (remaining() < bytes) {
            throw new CorruptBytesException(offset, bytes + " bytes", remaining() + " bytes");
        }
    }
}
