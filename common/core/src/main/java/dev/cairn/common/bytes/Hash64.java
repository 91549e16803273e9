package dev.cairn.common.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/// A hash of 64 bits of a byte string, each of whose bits hangs on every byte.
///
/// Eight bytes at a time are mixed in by an exclusive or, a multiplication and a shift; each of these steps can
/// be undone, so two strings of one length of at most eight bytes never have the same hash. The length is mixed
/// in first, so a byte of zero at the end counts. The last step is the finaliser of MurmurHash3 (`fmix64`), by
/// Austin Appleby.
///
/// It is stored in filters, so it never changes: another hash would be another format. It is no defence against
/// keys that somebody chooses in order to collide.
///
/// Thread-safe: there is no state.
public final class Hash64 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0x9e37_79b9_7f4a_7c15L;
    private static final long MULTIPLIER = 0xc6a4_a793_5bd1_e995L;

    private Hash64() {}

    /// The hash of `key`.
    public static long of(Bytes key) {
        return of(key.sharedArray(), key.arrayStart(), key.length());
    }

    /// The hash of `array[start, start + length)`.
    public static long of(byte[] array, int start, int length) {
        Objects.checkFromIndexSize(start, length, array.length);
        long hash = SEED ^ length * MULTIPLIER;
        int end = start + length;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(array, at));
        }
        return finished(at == end ? hash : mixed(hash, rest(array, at, end)));
    }

    private static long mixed(long hash, long word) {
        long product = (hash ^ word) * MULTIPLIER;
        return product ^ product >>> 32;
    }

    private static long rest(byte[] array, int from, int end) {
        long word = 0;
        for (int i = end - 1; i >= from; i--) {
            word = word << Byte.SIZE | (array[i] & 0xFF);
        }
        return word;
    }

    private static long finished(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51_afd7_ed55_8ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
        return mixed ^ mixed >>> 33;
    }
}
