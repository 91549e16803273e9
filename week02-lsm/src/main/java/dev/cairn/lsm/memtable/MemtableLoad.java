package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A memtable that is filled in one go, as from a log: entries are kept as they come, sorted once, and then linked one
/// behind the other. To insert each for itself would be a search for each, most of whose steps miss the cache.
///
/// Keys are compared by eight bytes first, which stand in one array: those behind what all keys begin with.
///
/// Confined to one thread.
public final class MemtableLoad {
    /// What a node of the list takes, on average.
    private static final int NODE_BYTES = 26;

    private final SkipList list;
    private int[] entries = new int[16];
    private int count;
    private int sharedBytes = Integer.MAX_VALUE;

    /// An empty memtable to be.
    ///
    /// @param random how the list inside is built
    public MemtableLoad(RandomGenerator random) {
        this.list = new SkipList(random);
    }

    /// Adds a change. If the key had this sequence number before, this one counts.
    public void add(long sequence, Mutation mutation) {
        Bytes value = mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY;
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        int entry = list.store(InternalKey.of(mutation, sequence), value);
        sharedBytes = Math.min(sharedBytes, sharedWithFirst(entry));
        entries[count++] = entry;
    }

    /// About the number of bytes that the memtable will take.
    public long bytes() {
        return list.bytes() + (long) count * NODE_BYTES;
    }

    /// The memtable; nothing can be added to this any more.
    public Memtable finish() {
        Sorting sorting = new Sorting(prefixes());
        int[] sorted = sorting.sorted();
        int linked = 0;
        for (int i = 0; i < count; i++) {
            boolean isReplaced = i + 1 < count && sorting.compare(sorted[i], sorted[i + 1]) == 0;
            if (!isReplaced) {
                list.append(entries[sorted[i]]);
                linked++;
            }
        }
        return new Memtable(list, linked);
    }

    /// How many bytes the key of `entry` and the first key begin with in common.
    private int sharedWithFirst(int entry) {
        int first = count == 0 ? entry : entries[0];
        int length = Math.min(userKeyLength(first), userKeyLength(entry));
        int start = list.keyStart(first);
        int otherStart = list.keyStart(entry);
        int different = Arrays.mismatch(
                list.array(first), start, start + length, list.array(entry), otherStart, otherStart + length);
        return different < 0 ? length : different;
    }

    private long[] prefixes() {
        long[] prefixes = new long[count];
        for (int i = 0; i < count; i++) {
            int start = list.keyStart(entries[i]);
            int end = start + userKeyLength(entries[i]);
            prefixes[i] = InternalKeyOrder.word(list.array(entries[i]), start + sharedBytes, end) ^ Long.MIN_VALUE;
        }
        return prefixes;
    }

    private int userKeyLength(int entry) {
        return list.keyLength(entry) - EntryTag.BYTES;
    }

    /// How the keys of the entries compare that came as the `i`th and the `j`th.
    private int compareWhole(int i, int j) {
        int one = entries[i];
        int other = entries[j];
        return InternalKeyOrder.compare(
                list.array(one),
                list.keyStart(one),
                list.keyLength(one),
                list.array(other),
                list.keyStart(other),
                list.keyLength(other));
    }

    /// Sorts the numbers of entries by merging, from pairs up. What is equal stays in the order in which it came.
    private final class Sorting {
        private final long[] prefixes;
        private int[] from = new int[count];
        private int[] to = new int[count];

        Sorting(long[] prefixes) {
            this.prefixes = prefixes;
            Arrays.setAll(from, i -> i);
        }

        int[] sorted() {
            for (int width = 1; width < count && width > 0; width *= 2) {
                for (int start = 0; start < count; start += 2 * width) {
                    merge(start, Math.min(start + width, count), Math.min(start + 2 * width, count));
                }
                int[] merged = to;
                to = from;
                from = merged;
            }
            return from;
        }

        private void merge(int start, int middle, int end) {
            int left = start;
            int right = middle;
            for (int i = start; i < end; i++) {
                boolean isLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
                to[i] = isLeft ? from[left++] : from[right++];
            }
        }

        private int compare(int i, int j) {
            int byPrefix = Long.compare(prefixes[i], prefixes[j]);
            return byPrefix == 0 ? compareWhole(i, j) : byPrefix;
        }
    }
}
