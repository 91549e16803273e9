package dev.cairn.lsm.table.block;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A block as it lies in memory: in a mapped file, or unpacked in an array.
///
/// [BlockBuilder] has the picture. What is checked here, once, is that the restart points and their count
/// are within the block; everything else [BlockCursor] checks where it reads. Either says what is wrong as
/// [StoreException.Corrupt], and nothing else is ever thrown for the content of a block.
///
/// Immutable, as long as what it lies in is: whoever closes the file must know that nobody reads the block.
public final class Block {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_OF_ARRAY =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// A block without entries.
    static final Block EMPTY = of(MemorySegment.ofArray(new byte[] {0, 0, 0, 0, 1, 0, 0, 0}), new Origin("", 0, false));

    private final MemorySegment memory;

    /// The same memory, if it is the whole of an array: then it need not be asked at each access whether it is
    /// still there.
    private final byte @Nullable [] array;

    private final Origin origin;
    private final int entriesEnd;
    private final int restarts;

    /// Where a block comes from, for messages about it.
    ///
    /// @param file the file
    /// @param offset where in it the block begins
    /// @param isPacked whether the block lies there compressed, so that no byte of it has an offset of its
    /// own
    public record Origin(String file, long offset, boolean isPacked) {}

    private Block(MemorySegment memory, Origin origin, int entriesEnd, int restarts) {
        this.memory = memory;
        this.array = arrayOf(memory);
        this.origin = origin;
        this.entriesEnd = entriesEnd;
        this.restarts = restarts;
    }

    /// The block that `memory`, of less than 2 GiB, holds.
    public static Block of(MemorySegment memory, Origin origin) {
        int size = Math.toIntExact(memory.byteSize());
        if (size < Integer.BYTES) {
            throw corrupt(origin, 0, "a block of at least 4 bytes", size + " bytes");
        }
        int countAt = size - Integer.BYTES;
        long restarts = Integer.toUnsignedLong(memory.get(INT, countAt));
        long entriesEnd = countAt - Integer.BYTES * restarts;
        if (entriesEnd < 0 || (restarts == 0 && entriesEnd > 0)) {
            String limit = "at most " + countAt / Integer.BYTES + " restart points, and one if there are entries";
            throw corrupt(origin, countAt, limit, Long.toString(restarts));
        }
        return new Block(memory, origin, (int) entriesEnd, (int) restarts);
    }

    /// The block that `memory` holds, of which is known where its entries end and how many restart points it has.
    static Block of(MemorySegment memory, Origin origin, int entriesEnd, int restarts) {
        return new Block(memory, origin, entriesEnd, restarts);
    }

    /// Whether it is stored compressed.
    boolean isPacked() {
        return origin.isPacked();
    }

    private static byte @Nullable [] arrayOf(MemorySegment memory) {
        return memory.heapBase().orElse(null) instanceof byte[] array && array.length == memory.byteSize()
                ? array
                : null;
    }

    /// Number of bytes in memory.
    public int bytes() {
        return entriesEnd + Integer.BYTES * (restarts + 1);
    }

    /// Number of restart points: at least one if there are entries.
    int restarts() {
        return restarts;
    }

    /// Where the entries end: at the first restart offset.
    int entriesEnd() {
        return entriesEnd;
    }

    /// Where the entry of that restart point begins: at the end of the entries if there are none.
    int restartOffset(int restart) {
        int at = entriesEnd + Integer.BYTES * restart;
        int offset = int32(at);
        if (offset < 0 || offset > entriesEnd || (offset == entriesEnd && entriesEnd > 0)) {
            String limit = "a restart point before byte " + entriesEnd;
            throw corrupt(at, limit, Integer.toUnsignedString(offset));
        }
        return offset;
    }

    /// Four bytes at `at`, the first one lowest. Behind every byte of the entries there are four more at
    /// least.
    int int32(int at) {
        return array == null ? memory.get(INT, at) : (int) INT_OF_ARRAY.get(array, at);
    }

    /// The byte at `at` as a number from -128 to 127.
    byte int8(int at) {
        return array == null ? memory.get(ValueLayout.JAVA_BYTE, at) : array[at];
    }

    /// Copies `length` bytes from `at` on.
    void copy(int at, byte[] target, int start, int length) {
        if (array == null) {
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, target, start, length);
        } else {
            System.arraycopy(array, at, target, start, length);
        }
    }

    /// A copy of `length` bytes from `at` on.
    Bytes copy(int at, int length) {
        byte[] bytes = new byte[length];
        copy(at, bytes, 0, length);
        return Bytes.wrap(bytes);
    }

    /// The failure that something is wrong at byte `at` of the block.
    StoreException.Corrupt corrupt(int at, String expected, String actual) {
        return corrupt(origin, at, expected, actual);
    }

    private static StoreException.Corrupt corrupt(Origin origin, int at, String expected, String actual) {
        if (origin.isPacked()) {
            String where = " at byte " + at + " of the block that is packed there";
            return new StoreException.Corrupt(origin.file(), origin.offset(), expected + where, actual);
        }
        return new StoreException.Corrupt(origin.file(), origin.offset() + at, expected, actual);
    }
}
