package dev.cairn.lsm.entry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The order of internal keys: by user key, and of one key the newest first.
///
/// ```
///   apple  seq 9 delete
///   apple  seq 4 put        a search for (apple, at most 7) lands here
///   apple  seq 2 put
///   apples seq 1 put
/// ```
///
/// An internal key lies in an array as the bytes of the user key followed by eight bytes of [EntryTag]. Comparing
/// the arrays byte by byte would be wrong twice: a user key may be a prefix of another, and the larger tag comes
/// first.
///
/// LevelDB `InternalKeyComparator::Compare`. Stateless.
public final class InternalKeyOrder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private InternalKeyOrder() {}

    /// Compares the internal keys `a[aStart, aStart + aLength)` and `b[bStart, bStart + bLength)`.
    public static int compare(byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
        int byUserKey = compareUserKeys(a, aStart, aLength, b, bStart, bLength);
        return byUserKey == 0 ? Long.compareUnsigned(tag(b, bStart, bLength), tag(a, aStart, aLength)) : byUserKey;
    }

    /// Compares the keys that two cursors stand on.
    public static int compare(EntryCursor a, EntryCursor b) {
        return compare(a.keyArray(), a.keyStart(), a.keyLength(), b.keyArray(), b.keyStart(), b.keyLength());
    }

    /// Compares only the user keys of two internal keys.
    public static int compareUserKeys(byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
        return Arrays.compareUnsigned(
                a, aStart, aStart + aLength - EntryTag.BYTES, b, bStart, bStart + bLength - EntryTag.BYTES);
    }

    /// The tag of the internal key `array[start, start + length)`.
    public static long tag(byte[] array, int start, int length) {
        return (long) LONG.get(array, start + length - EntryTag.BYTES);
    }

    /// The eight bytes of `array` from `from` on as a number, the first one highest; what lies at or behind `end` is
    /// 0. Of two byte strings whose words differ, that with the smaller word, unsigned, comes first: zeros are what
    /// a shorter one is filled up with, and no byte is less. Where the words are equal, nothing is known.
    public static long word(byte[] array, int from, int end) {
        if (end - from >= Long.BYTES) {
            return (long) WORD.get(array, from);
        }
        long word = 0;
        for (int at = from; at < from + Long.BYTES; at++) {
            word = word << Byte.SIZE | (at < end ? array[at] & 0xFF : 0);
        }
        return word;
    }

    /// Writes `tag` to `array` at `start`, as an internal key has it.
    public static void writeTag(byte[] array, int start, long tag) {
        LONG.set(array, start, tag);
    }
}
