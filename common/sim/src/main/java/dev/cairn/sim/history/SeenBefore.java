package dev.cairn.sim.history;

import java.util.Arrays;

/// The configurations that a search has been in: for each the set of operations that have a place in the order, and
/// the state after them.
///
/// A configuration is a run of words, compared word by word: a hash alone would make a wrong verdict possible.
/// They lie one behind the other in one array, with a table of their places (open addressing). Once the array is
/// full nothing more is remembered, which costs time and no correctness.
///
/// Confined to one thread.
final class SeenBefore {
    /// 512 MiB.
    private static final int WORDS_MAX = 1 << 26;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long[] words = new long[64];
    private int[] places = new int[32];
    private int size = 1;
    private int count;

    /// Remembers the first `length` words of `configuration`.
    ///
    /// @return whether it is new
    boolean add(long[] configuration, int length) {
        int slot = slotOf(configuration, length);
        if (places[slot] != 0) {
            return false;
        }
        if (size + length + 1 <= WORDS_MAX) {
            places[slot] = append(configuration, length);
            count++;
            if (2 * count > places.length) {
                grow();
            }
        }
        return true;
    }

    private int append(long[] configuration, int length) {
        if (size + length + 1 > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, size + length + 1));
        }
        int place = size;
        words[place] = length;
        System.arraycopy(configuration, 0, words, place + 1, length);
        size += length + 1;
        return place;
    }

    /// Where it is in the table, or would be.
    private int slotOf(long[] configuration, int length) {
        int slot = firstSlot(configuration, 0, length);
        while (places[slot] != 0 && !isAt(places[slot], configuration, length)) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    private boolean isAt(int place, long[] configuration, int length) {
        return words[place] == length
                && Arrays.equals(words, place + 1, place + 1 + length, configuration, 0, length);
    }

    private int firstSlot(long[] source, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ source[i]) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return (int) hash & (places.length - 1);
    }

    private void grow() {
        places = new int[2 * places.length];
        for (int place = 1; place < size; place += (int) words[place] + 1) {
            int slot = firstSlot(words, place + 1, (int) words[place]);
            while (places[slot] != 0) {
                slot = (slot + 1) & (places.length - 1);
            }
            places[slot] = place;
        }
    }
}
