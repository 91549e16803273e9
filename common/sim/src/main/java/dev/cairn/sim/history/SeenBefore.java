package dev.cairn.sim.history;

import java.util.Arrays;

/// The configurations that a search has been in: for each the set of operations that have a place in the
/// order, and the state after them.
///
/// A configuration is a run of words: first the strict ones, which must be equal, then a set of loose
/// writes. It is *covered* by one with the same strict words whose set is a part of its own: there
/// everything was possible that is possible here, because no order must have a loose write. It is
/// compared word by word, since a hash alone would make a wrong verdict possible.
///
/// They lie one behind the other in one array, with a table of their places (open addressing). Once the
/// array is full nothing more is remembered, which costs time and no correctness. Confined to one thread.
final class SeenBefore {
    /// 512 MiB.
    private static final int WORDS_MAX = 1 << 26;

    /// In front of each configuration: how many words it has, and how many of them are strict.
    private static final int HEADER = 1;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long[] words = new long[64];
    private int[] places = new int[32];
    private int size = 1;
    private int count;
    private long looks;

    /// Remembers the first `length` words of `configuration`, of which `strict` are strict.
    ///
    /// @return whether it is new, and not covered by one that is remembered
    boolean add(long[] configuration, int strict, int length) {
        int slot = firstSlot(configuration, 0, strict);
        while (places[slot] != 0) {
            looks++;
            if (covers(places[slot], configuration, strict, length)) {
                return false;
            }
            slot = (slot + 1) & (places.length - 1);
        }
        if (size + HEADER + length <= WORDS_MAX) {
            places[slot] = append(configuration, strict, length);
            count++;
            if (2 * count > places.length) {
                grow();
            }
        }
        return true;
    }

    /// How many configurations were looked at for comparison.
    long looks() {
        return looks;
    }

    private int append(long[] configuration, int strict, int length) {
        if (size + HEADER + length > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, size + HEADER + length));
        }
        int place = size;
        words[place] = (long) length << 32 | strict;
        System.arraycopy(configuration, 0, words, place + HEADER, length);
        size += HEADER + length;
        return place;
    }

    private boolean covers(int place, long[] configuration, int strict, int length) {
        if (words[place] != ((long) length << 32 | strict)
                || !Arrays.equals(words, place + HEADER, place + HEADER + strict, configuration, 0, strict)) {
            return false;
        }
        for (int i = strict; i < length; i++) {
            if ((words[place + HEADER + i] & ~configuration[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private int firstSlot(long[] source, int from, int strict) {
        long hash = strict;
        for (int i = from; i < from + strict; i++) {
            hash = (hash ^ source[i]) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return (int) hash & (places.length - 1);
    }

    private void grow() {
        places = new int[2 * places.length];
        for (int place = 1; place < size; place += HEADER + (int) (words[place] >>> 32)) {
            int slot = firstSlot(words, place + HEADER, (int) words[place]);
            while (places[slot] != 0) {
                slot = (slot + 1) & (places.length - 1);
            }
            places[slot] = place;
        }
    }
}
