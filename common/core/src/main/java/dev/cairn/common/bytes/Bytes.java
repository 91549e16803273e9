package dev.cairn.common.bytes;

import dev.cairn.common.check.Check;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable byte string: the only type of a key and of a value.
///
/// Order is by unsigned byte, then by length (a prefix comes first), which is LevelDB's bytewise comparator. A
/// slice shares the array of its parent, which is safe because neither can change; it also keeps the parent's array
/// alive, so copy a small slice that outlives a large parent ([#copy]).
///
/// Immutable.
public final class Bytes implements Comparable<Bytes> {
    /// The byte string of length zero.
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final int SHOWN_BYTES_MAX = 64;

    private final byte[] array;
    private final int start;
    private final int length;

    private Bytes(byte[] array, int start, int length) {
        this.array = array;
        this.start = start;
        this.length = length;
    }

    /// A copy of the whole array.
    public static Bytes copyOf(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone(), 0, bytes.length);
    }

    /// A copy of `bytes[from, to)`.
    public static Bytes copyOf(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to), 0, to - from);
    }

    /// A copy of a memory segment, which must be shorter than 2 GiB.
    public static Bytes copyOf(MemorySegment segment) {
        return wrap(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /// Adopts the array without copying. The caller gives the array up: it must never be written again, by anyone.
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /// The UTF-8 encoding of a text. A lone surrogate, which UTF-8 cannot carry, is an [IllegalArgumentException].
    public static Bytes utf8(String text) {
        Check.argument(
                text.codePoints()
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE),
                "text holds a surrogate without its partner and has no UTF-8 encoding");
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes that a hexadecimal text (`00ff7a`) stands for.
    public static Bytes hex(String digits) {
        return wrap(HexFormat.of().parseHex(digits));
    }

    /// Number of bytes.
    public int length() {
        return length;
    }

    /// Whether there are no bytes.
    public boolean isEmpty() {
        return length == 0;
    }

    /// The byte at `index` as a number from 0 to 255.
    public int at(int index) {
        return array[start + Objects.checkIndex(index, length)] & 0xFF;
    }

    /// The bytes `[from, to)`, sharing this one's array.
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return from == to ? EMPTY : new Bytes(array, start + from, to - from);
    }

    /// The same bytes in an array of their own.
    public Bytes copy() {
        return length == array.length ? this : copyOf(array, start, start + length);
    }

    /// These bytes followed by those of `tail`.
    public Bytes concat(Bytes tail) {
        byte[] joined = Arrays.copyOfRange(array, start, start + length + tail.length);
        System.arraycopy(tail.array, tail.start, joined, length, tail.length);
        return wrap(joined);
    }

    /// Whether the first bytes are those of `prefix`.
    public boolean startsWith(Bytes prefix) {
        return length >= prefix.length
                && Arrays.equals(array, start, start + prefix.length, prefix.array, prefix.start, prefix.end());
    }

    /// A fresh array with these bytes.
    public byte[] toArray() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    /// Copies all bytes to `target`, beginning at `targetStart`.
    public void copyTo(byte[] target, int targetStart) {
        System.arraycopy(array, start, target, targetStart, length);
    }

    /// A read-only view, position 0, limit [#length].
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, start, length).slice().asReadOnlyBuffer();
    }

    /// Reads them, without a copy of all.
    public InputStream asStream() {
        return new ByteArrayInputStream(array, start, length);
    }

    /// A read-only view.
    public MemorySegment asSegment() {
        return MemorySegment.ofArray(array).asSlice(start, length).asReadOnly();
    }

    /// The text that these bytes encode in UTF-8; malformed sequences become the replacement character.
    public String toUtf8() {
        return new String(array, start, length, StandardCharsets.UTF_8);
    }

    /// Two lower-case hexadecimal digits for each byte.
    public String toHex() {
        return HexFormat.of().formatHex(array, start, start + length);
    }

    /// Masked CRC-32C of these bytes, as [Crc#masked] has it.
    public int maskedCrc() {
        return Crc.masked(array, start, length);
    }

    /// Unsigned, byte by byte; of two where one is a prefix of the other, the shorter comes first.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, start, end(), other.array, other.start, other.end());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && length == that.length
                && Arrays.equals(array, start, end(), that.array, that.start, that.end());
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// For messages: printable ASCII as it is, every other byte as `\xNN`, at most the first 64 bytes.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(length, SHOWN_BYTES_MAX); i++) {
            appendEscaped(text, array[start + i]);
        }
        return length <= SHOWN_BYTES_MAX ? text.toString() : text + "... (" + length + " bytes)";
    }

    byte[] sharedArray() {
        return array;
    }

    int arrayStart() {
        return start;
    }

    private int end() {
        return start + length;
    }

    private static void appendEscaped(StringBuilder text, byte value) {
        if (value >= 0x20 && value < 0x7F && value != '\\') {
            text.append((char) value);
        } else {
            text.append("\\x").append(HexFormat.of().toHexDigits(value));
        }
    }
}
