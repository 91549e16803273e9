package dev.cairn.lsm.table;

import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Arrays;

/// The separators of a [TableIndex] as words of eight bytes, so that most steps of a search compare two
/// numbers that lie side by side.
///
/// ```
///   separators   user:0001:abc   user:0417:x   user:0933:...
///   common       user:0                                          what all begin with is left out
///   words        001:abc.        417:x...      933:....          big-endian, filled up with zeros
/// ```
///
/// The last separator is no word: a table ends with the shortest key behind all of its own, which begins like
/// none of them (`v`). With it there would be no common beginning, and of keys that begin alike all words would be
/// equal.
///
/// 1. Words ascend, as unsigned numbers, since separators do; some may be equal.
/// 2. Where a word is less than another, so is its separator's user key: zeros are what a shorter key is
///    filled up with, and no byte is less. Where they are equal, the keys may be anything.
///
/// Immutable.
final class KeyWords implements BlockLocator {
    private final TableIndex index;
    private final long[] words;
    private final byte[] common;

    private KeyWords(TableIndex index, long[] words, byte[] common) {
        this.index = index;
        this.words = words;
        this.common = common;
    }

    /// The words of separators that lie one behind the other in `separators`, the `i`th up to `ends[i]`.
    static KeyWords of(TableIndex index, byte[] separators, int[] ends, int count) {
        if (count <= 1) {
            return new KeyWords(index, new long[0], new byte[0]);
        }
        int last = count - 2;
        int lastStart = last == 0 ? 0 : ends[last - 1];
        int firstLength = ends[0] - EntryTag.BYTES;
        int different = Arrays.mismatch(separators, 0, firstLength, separators, lastStart, ends[last] - EntryTag.BYTES);
        int shared = different < 0 ? firstLength : different;
        long[] words = new long[count - 1];
        for (int i = 0; i < words.length; i++) {
            int start = i == 0 ? 0 : ends[i - 1];
            words[i] = InternalKeyOrder.word(separators, start + shared, ends[i] - EntryTag.BYTES);
        }
        return new KeyWords(index, words, Arrays.copyOf(separators, shared));
    }

    /// Bytes of memory that this takes.
    long bytes() {
        return (long) words.length * Long.BYTES + common.length;
    }

    @Override
    public int blocks() {
        return index.blocks();
    }

    /// As [TableIndex#find] says it.
    @Override
    public int find(InternalKey target) {
        int found = search(target);
        boolean isBehind = found == words.length && found < blocks() && index.compareSeparator(found, target) < 0;
        return isBehind ? found + 1 : found;
    }

    /// The first separator that has a word and is at or after `target`; the number of words if there is none.
    ///
    /// Where the user key of `target` does not begin with what all of them begin with ([#compareToCommon]), it
    /// comes before all of them or behind all. Else its own word ([InternalKey#userKeyWord]) bounds the search:
    /// what has a smaller one is before it ([#firstAtOrAbove]); what has a larger one is not, and the first of
    /// these ends the search. (Above the word of eight bytes `ff` there is none: then that is the number of
    /// words.) In between, among equal words, the separators themselves are compared
    /// ([TableIndex#compareSeparator]), by bisection.
    @Exercise("3.19")
    private int search(InternalKey target) {
        int toCommon = compareToCommon(target);
        if (toCommon != 0) {
            return toCommon < 0 ? 0 : words.length;
        }
        long word = target.userKeyWord(common.length);
        int low = firstAtOrAbove(word);
        int high = low;
        if (low < words.length && words[low] == word) {
            high = firstAbove(low, word);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.compareSeparator(middle, target) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first index whose word is `word` or more, by bisection; the number of words if there is none. Words
    /// are unsigned ([Long#compareUnsigned]).
    @Exercise("3.19")
    private int firstAtOrAbove(long word) {
        int low = 0;
        int high = words.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(words[middle], word) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first index from `from` on, whose word is `word`, of a larger one.
    @Solution
    private int firstAbove(int from, long word) {
        int low = from;
        int high = words.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(words[middle], word) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Less than 0 if the user key of `target` comes before everything that begins with [#common], 0 if it
    /// begins so, else more.
    private int compareToCommon(InternalKey target) {
        int length = Math.min(common.length, target.userKeyLength());
        for (int i = 0; i < length; i++) {
            int order = Integer.compare(target.userKeyByte(i) & 0xFF, common[i] & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return target.userKeyLength() < common.length ? -1 : 0;
    }
}
