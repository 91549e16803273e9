package dev.cairn.cache;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Numbers from 0 on, of which the first is drawn most often, the second half as often, the third a third
/// as often: so people ask for things. Confined to one thread.
final class Zipf {
    private final double[] upTo;
    private final SplittableRandom chance;

    /// Numbers below `count`.
    Zipf(int count, long seed) {
        this.upTo = new double[count];
        this.chance = new SplittableRandom(seed);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    int next() {
        int found = Arrays.binarySearch(upTo, chance.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
}
