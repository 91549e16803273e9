package dev.cairn.rpc.client;

import java.util.random.RandomGenerator;

/// A chance that always draws the largest number of a range, so that each pause is as long as it may be.
///
/// Immutable.
final class LongestChance implements RandomGenerator {
    @Override
    public long nextLong() {
        return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
        return bound - 1;
    }

    @Override
    public long nextLong(long origin, long bound) {
        return bound - 1;
    }
}
