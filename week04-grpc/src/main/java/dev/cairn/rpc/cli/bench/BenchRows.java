package dev.cairn.rpc.cli.bench;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// The rows of a benchmark, and which version of each was acknowledged last. A value follows from the
/// number of its row and its version, so whatever is read can be checked.
///
/// A row is written by one client at a time. Thread-safe.
final class BenchRows {
    static final int KEY_BYTES = 16;

    private static final int RADIX = 10;

    /// Two large odd numbers, so that neighbours begin far apart.
    private static final long ROW_STEP = 0x9E3779B97F4A7C15L;

    private static final long VERSION_STEP = 0xC2B2AE3D27D4EB4FL;

    private final long seed;
    private final int valueBytes;
    private final AtomicIntegerArray versions;

    BenchRows(long seed, int valueBytes, int rows) {
        this.seed = seed;
        this.valueBytes = valueBytes;
        this.versions = new AtomicIntegerArray(rows);
    }

    int count() {
        return versions.length();
    }

    /// The key of row `number`; that of the row count is the first one behind all of them.
    static Bytes key(long number) {
        byte[] key = new byte[KEY_BYTES];
        long rest = number;
        for (int i = KEY_BYTES - 1; i >= 0; i--) {
            key[i] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
        return Bytes.wrap(key);
    }

    /// The value to be put next.
    Bytes next(int number) {
        return value(number, versions.get(number) + 1);
    }

    /// What [#next] gave was put.
    void acknowledge(int number) {
        versions.incrementAndGet(number);
    }

    /// @throws IllegalStateException if `found` is not what was acknowledged last for row `number`
    void check(int number, Optional<Bytes> found) {
        int version = versions.get(number);
        if (version == 0 ? found.isEmpty() : found.equals(Optional.of(value(number, version)))) {
            return;
        }
        throw new IllegalStateException("row " + number + " was acknowledged in version " + version + ", but found is "
                + found.map(value -> "another value of " + value.length() + " bytes")
                        .orElse("nothing"));
    }

    private Bytes value(int number, int version) {
        byte[] value = new byte[valueBytes];
        new SplittableRandom(seed + number * ROW_STEP + version * VERSION_STEP).nextBytes(value);
        return Bytes.wrap(value);
    }
}
