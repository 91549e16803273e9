package dev.cairn.sim.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Which of `n` pending things survive: every subset while there are few, a bounded and fixed choice of them otherwise.
final class Subsets {
    private Subsets() {}

    /// Subsets of `0..n-1`, the full one first, the empty one second, without repetition.
    static List<BitSet> of(int n, int exhaustive, int samples) {
        Set<BitSet> subsets = new LinkedHashSet<>();
        subsets.add(range(0, n));
        subsets.add(new BitSet());
        if (n <= exhaustive) {
            for (long mask = 1; mask < 1L << n; mask++) {
                subsets.add(BitSet.valueOf(new long[] {mask}));
            }
        } else if (exhaustive > 0) {
            addBounded(subsets, n, samples);
        }
        return new ArrayList<>(subsets);
    }

    static BitSet range(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to);
        return set;
    }

    private static void addBounded(Set<BitSet> subsets, int n, int samples) {
        for (int length = 1; length < n; length++) {
            subsets.add(range(0, length));
        }
        for (int omitted = 0; omitted < n; omitted++) {
            BitSet set = range(0, n);
            set.clear(omitted);
            subsets.add(set);
        }
        SplittableRandom random = new SplittableRandom(n);
        for (int i = 0; i < samples; i++) {
            BitSet set = new BitSet();
            for (int index = 0; index < n; index++) {
                set.set(index, random.nextBoolean());
            }
            subsets.add(set);
        }
    }
}
