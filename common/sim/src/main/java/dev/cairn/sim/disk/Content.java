package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The bytes of a file at one moment: the first `length` of an array of which those never change again.
///
/// Immutable; the array may be shared with the file that grows behind them.
final class Content {
    static final Content EMPTY = new Content(new byte[0], 0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final byte[] array;
    private final int length;
    private long hash;

    Content(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    int length() {
        return length;
    }

    /// The shared array: only to read below [#length].
    byte[] array() {
        return array;
    }

    byte[] copy(int newLength) {
        byte[] copy = new byte[newLength];
        System.arraycopy(array, 0, copy, 0, Math.min(length, newLength));
        return copy;
    }

    Content cut(int newLength) {
        Check.argument(newLength <= length, "cannot cut %s bytes to %s", length, newLength);
        return newLength == length ? this : new Content(array, newLength);
    }

    Content withFlippedBit(long bit) {
        byte[] flipped = copy(length);
        flipped[Math.toIntExact(bit >>> 3)] ^= (byte) (1 << (bit & 7));
        return new Content(flipped, length);
    }

    /// 64 well-mixed bits of the bytes and their number; never 0.
    long hash() {
        if (hash == 0) {
            hash = computeHash();
        }
        return hash;
    }

    /// Mixes one more number into a hash.
    static long mix(long hash, long value) {
        long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ (mixed >>> 29);
    }

    private long computeHash() {
        long result = mix(MULTIPLIER, length);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            result = mix(result, (long) LONG.get(array, i));
        }
        for (; i < length; i++) {
            result = mix(result, array[i]);
        }
        result = mix(result, result >>> 32);
        return result == 0 ? 1 : result;
    }
}
