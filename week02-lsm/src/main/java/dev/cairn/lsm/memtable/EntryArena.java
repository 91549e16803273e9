package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.InternalKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Keys and values, one behind the other in a few large arrays, so that a million entries are no million objects.
///
/// ```
///   chunk 0   | key length, 4 | value length, 4 | internal key | value || key length ... |  unused  |
///   chunk 1   | ...
///   reference = chunk << 18 | offset in it
/// ```
///
/// Chunks grow with what is stored, from 4 KiB to 256 KiB, for a process may hold hundreds of memtables that are
/// nearly empty; and the garbage collector handles arrays badly that take half of one of its regions. An entry
/// lies in one chunk; one that takes more than half of the largest gets one of its own, which is as long as it,
/// and others go on in the chunk before. So a chunk has 128 KiB or more once there are some, and 16,384 of them
/// hold 2 GiB: a memtable of the largest size, and the group that filled it.
///
/// One thread adds; any thread may read an entry whose reference it got through a release and an acquire. What
/// was added is never changed or removed.
final class EntryArena {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK_BITS = 18;
    private static final int CHUNK_BYTES_MAX = 1 << CHUNK_BITS;
    private static final int CHUNK_BYTES_MIN = 4 << 10;
    private static final int OWN_CHUNK_ABOVE_BYTES = CHUNK_BYTES_MAX / 2;
    private static final int CHUNKS_MAX = 1 << (Integer.SIZE - CHUNK_BITS);
    private static final int NONE = -1;
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private final NewestEntries newest = new NewestEntries(this);
    private volatile byte[][] chunks = new byte[4][];
    private int count;

    /// The chunk that is being filled, and how far it is.
    private int open = NONE;

    private int used;
    private long bytes;

    /// Adds an entry.
    ///
    /// @return its reference
    int add(InternalKey key, Bytes value) {
        int reference = store(key, value);
        newest.add(key, reference);
        return reference;
    }

    private int store(InternalKey key, Bytes value) {
        int size = Math.addExact(HEADER_BYTES, Math.addExact(key.length(), value.length()));
        if (size > OWN_CHUNK_ABOVE_BYTES) {
            int own = addChunk(size);
            write(chunks[own], 0, key, value);
            bytes += size;
            return own << CHUNK_BITS;
        }
        if (open == NONE || size > chunks[open].length - used) {
            openChunk(size);
        }
        int start = used;
        write(chunks[open], start, key, value);
        used += size;
        bytes += size;
        return (open << CHUNK_BITS) | start;
    }

    private static void write(byte[] chunk, int start, InternalKey key, Bytes value) {
        INT.set(chunk, start, key.length());
        INT.set(chunk, start + Integer.BYTES, value.length());
        key.copyTo(chunk, start + HEADER_BYTES);
        value.copyTo(chunk, start + HEADER_BYTES + key.length());
    }

    /// The reference of the newest entry of the user key of `key`, or [NewestEntries#NONE].
    int newest(InternalKey key) {
        return newest.find(key);
    }

    /// Number of bytes of all entries, and of what was left of chunks in which the next one had no room.
    long bytes() {
        return bytes;
    }

    /// Number of bytes of what tells the newest.
    long newestBytes() {
        return newest.bytes();
    }

    /// The array in which the entry lies.
    byte[] array(int reference) {
        return chunks[reference >>> CHUNK_BITS];
    }

    /// Where in [#array] the internal key begins.
    int keyStart(int reference) {
        return (reference & (CHUNK_BYTES_MAX - 1)) + HEADER_BYTES;
    }

    /// Number of bytes of the internal key.
    int keyLength(int reference) {
        return (int) INT.get(array(reference), reference & (CHUNK_BYTES_MAX - 1));
    }

    /// The value, which shares the array.
    Bytes value(int reference) {
        int start = keyStart(reference) + keyLength(reference);
        int length = (int) INT.get(array(reference), (reference & (CHUNK_BYTES_MAX - 1)) + Integer.BYTES);
        return Bytes.wrap(array(reference)).slice(start, start + length);
    }

    /// Begins a chunk with room for so many bytes. What is left of the one before will never be used.
    private void openChunk(int bytesMin) {
        if (open != NONE) {
            bytes += chunks[open].length - used;
        }
        open = addChunk(Math.max(bytesMin, Math.clamp(bytes, CHUNK_BYTES_MIN, CHUNK_BYTES_MAX)));
        used = 0;
    }

    /// A table of chunks that has grown takes the old one's place as a whole, with all that is in it.
    ///
    /// @return the number of the new chunk
    private int addChunk(int length) {
        Check.that(count < CHUNKS_MAX, "a memtable has at most %s chunks", CHUNKS_MAX);
        byte[] chunk = new byte[length];
        byte[][] table = count == chunks.length ? Arrays.copyOf(chunks, 2 * count) : chunks;
        table[count] = chunk;
        chunks = table;
        return count++;
    }
}
