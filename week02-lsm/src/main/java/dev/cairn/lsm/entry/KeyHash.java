package dev.cairn.lsm.entry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A hash of bytes for what stays in memory: nothing of it is ever written.
///
/// Eight bytes at a time are multiplied by an odd constant and folded, as wyhash and its kin do; the last round has every
/// bit depend on every other. Stateless.
final class KeyHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONE = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER = 0xBF58_476D_1CE4_E5B9L;

    private KeyHash() {}

    /// The hash of the first `length` bytes.
    static long of(byte[] bytes, int length) {
        long hash = length * ONE;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = folded((hash ^ (long) LONG.get(bytes, at)) * ONE);
        }
        long rest = 0;
        for (; at < length; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xFF;
        }
        hash = folded((hash ^ rest) * OTHER);
        return folded(hash * ONE);
    }

    private static long folded(long word) {
        return word ^ word >>> 32;
    }
}
