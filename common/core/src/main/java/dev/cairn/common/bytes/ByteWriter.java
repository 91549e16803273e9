package dev.cairn.common.bytes;

import dev.cairn.common.check.Check;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing byte array that encodes the field types of LevelDB's formats.
///
/// Fixed-width integers are little-endian. A varint is seven bits a byte, least significant first, the top bit set
/// on all bytes but the last (LevelDB `util/coding.h`; Protocol Buffers use the same).
///
/// Confined to one thread.
public final class ByteWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VARINT_LIMIT = 0x80;

    private byte[] array;
    private int size;

    /// An empty writer with room for 64 bytes, which grows.
    public ByteWriter() {
        this(64);
    }

    /// An empty writer with room for `expectedBytes`, which grows.
    public ByteWriter(int expectedBytes) {
        array = new byte[expectedBytes];
    }

    /// The number of bytes that a varint of `value`, seen as unsigned, takes: 1 to 5.
    public static int varint32Size(int value) {
        return varint64Size(value & 0xFFFF_FFFFL);
    }

    /// The number of bytes that a varint of `value`, seen as unsigned, takes: 1 to 10.
    public static int varint64Size(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    /// One byte, of which the low eight bits count.
    public ByteWriter u8(int value) {
        room(1);
        array[size++] = (byte) value;
        return this;
    }

    /// Four bytes, little-endian.
    public ByteWriter fixed32(int value) {
        room(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
        return this;
    }

    /// Eight bytes, little-endian.
    public ByteWriter fixed64(long value) {
        room(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
        return this;
    }

    /// One to five bytes; `value` is seen as unsigned.
    public ByteWriter varint32(int value) {
        return varint64(value & 0xFFFF_FFFFL);
    }

    /// One to ten bytes; `value` is seen as unsigned.
    public ByteWriter varint64(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) (rest | VARINT_LIMIT);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    /// The bytes as they are.
    public ByteWriter raw(Bytes bytes) {
        room(bytes.length());
        bytes.copyTo(array, size);
        size += bytes.length();
        return this;
    }

    /// The bytes `[start, start + length)` as they are.
    public ByteWriter raw(byte[] bytes, int start, int length) {
        room(length);
        System.arraycopy(bytes, start, array, size, length);
        size += length;
        return this;
    }

    /// `count` zero bytes.
    public ByteWriter zeros(int count) {
        room(count);
        Arrays.fill(array, size, size + count, (byte) 0);
        size += count;
        return this;
    }

    /// A varint32 with the length, then the bytes.
    public ByteWriter lengthPrefixed(Bytes bytes) {
        return varint32(bytes.length()).raw(bytes);
    }

    /// Overwrites four bytes that were written before, at `offset` from the start.
    public ByteWriter patchFixed32(int offset, int value) {
        Check.argument(offset >= 0 && offset <= size - Integer.BYTES, "no four bytes at %s of %s", offset, size);
        INT.set(array, offset, value);
        return this;
    }

    /// Overwrites eight bytes that were written before, at `offset` from the start.
    public ByteWriter patchFixed64(int offset, long value) {
        Check.argument(offset >= 0 && offset <= size - Long.BYTES, "no eight bytes at %s of %s", offset, size);
        LONG.set(array, offset, value);
        return this;
    }

    /// Number of bytes written so far.
    public int size() {
        return size;
    }

    /// The masked CRC-32C of the bytes `[from, size)`.
    public int maskedCrc(int from) {
        return Crc.masked(array, from, size - from);
    }

    /// Forgets all bytes and keeps the room.
    public ByteWriter clear() {
        size = 0;
        return this;
    }

    /// A copy of what was written.
    public Bytes toBytes() {
        return Bytes.copyOf(array, 0, size);
    }

    /// What was written, not copied: this gives its array away, and is left empty and without room.
    public Bytes takeBytes() {
        Bytes written = Bytes.wrap(array).slice(0, size);
        array = new byte[0];
        size = 0;
        return written;
    }

    /// What was written, not copied: valid until this writer is next written to or cleared.
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, 0, size);
    }

    private void room(int bytes) {
        if (array.length - size < bytes) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(size, bytes), (int)
                    Math.min(2L * size, Integer.MAX_VALUE - 8)));
        }
    }
}
