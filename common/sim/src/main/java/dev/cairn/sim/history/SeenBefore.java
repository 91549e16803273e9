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
/// They lie one behind the other in one array, with a table of their places (open addressing). When there
/// is no [Room] for more, nothing more is remembered, which costs time and no correctness. Confined to one
/// thread.
final class SeenBefore {
    private static final int WORDS_AT_FIRST = 64;
    private static final int PLACES_AT_FIRST = 32;
    private static final int PLACES_OF_WORD = Long.BYTES / Integer.BYTES;

    /// In front of each configuration: how many words it has, and how many of them are strict.
    private static final int HEADER = 1;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Room room;
    private long[] words = {};
    private int[] places = {};
    private int size = 1;
    private int count;
    private long looks;

    /// How many words all memories together may still take. While a memory grows, what it has and what it
    /// gets are there at the same time, and both count.
    ///
    /// Confined to one thread.
    static final class Room {
        private long left;

        /// @param words how many there are, of 8 bytes
        Room(long words) {
            this.left = words;
        }

        private boolean take(long words) {
            boolean isThere = words <= left;
            left -= isThere ? words : 0;
            return isThere;
        }

        private void giveBack(long words) {
            left += words;
        }

        /// How many are left.
        long left() {
            return left;
        }
    }

    SeenBefore(Room room) {
        this.room = room;
    }

    /// Remembers the first `length` words of `configuration`, of which `strict` are strict.
    ///
    /// @return whether it is new, and not covered by one that is remembered
    boolean add(long[] configuration, int strict, int length) {
        boolean hasRoom = hasRoom(HEADER + length);
        if (places.length == 0) {
            return true;
        }
        int slot = firstSlot(configuration, 0, strict);
        while (places[slot] != 0) {
            looks++;
            if (covers(places[slot], configuration, strict, length)) {
                return false;
            }
            slot = (slot + 1) & (places.length - 1);
        }
        if (hasRoom) {
            places[slot] = append(configuration, strict, length);
            count++;
        }
        return true;
    }

    /// Forgets everything, and gives the room back.
    void forget() {
        room.giveBack(words.length + places.length / PLACES_OF_WORD);
        words = new long[0];
        places = new int[0];
        size = 1;
        count = 0;
    }

    /// How many configurations were looked at for comparison.
    long looks() {
        return looks;
    }

    /// Makes room for one more, of so many words, if there is any; half of the table is always empty.
    private boolean hasRoom(int more) {
        return (size + more <= words.length || growWords(size + more))
                && (2 * (count + 1) <= places.length || growPlaces());
    }

    private boolean growWords(int least) {
        long longer = Math.max(Math.max(2L * words.length, least), WORDS_AT_FIRST);
        if (longer > Integer.MAX_VALUE / 2 || !room.take(longer)) {
            return false;
        }
        room.giveBack(words.length);
        words = Arrays.copyOf(words, (int) longer);
        return true;
    }

    private int append(long[] configuration, int strict, int length) {
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

    private boolean growPlaces() {
        int more = Math.max(2 * places.length, PLACES_AT_FIRST);
        if (!room.take(more / PLACES_OF_WORD)) {
            return false;
        }
        room.giveBack(places.length / PLACES_OF_WORD);
        places = new int[more];
        for (int place = 1; place < size; place += HEADER + (int) (words[place] >>> 32)) {
            int slot = firstSlot(words, place + HEADER, (int) words[place]);
            while (places[slot] != 0) {
                slot = (slot + 1) & (places.length - 1);
            }
            places[slot] = place;
        }
        return true;
    }
}
