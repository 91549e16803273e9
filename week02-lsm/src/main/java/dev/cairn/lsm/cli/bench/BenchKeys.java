package dev.cairn.lsm.cli.bench;

import java.util.SplittableRandom;

/// Keys of 16 decimal digits, and values: those of a store that does not compress are chance, those of one that
/// does come in pieces of which one half repeats the other, as db_bench has them.
///
/// Confined to one thread.
final class BenchKeys {
    static final int KEY_BYTES = 16;

    private static final int POOL_BYTES = 1 << 20;
    private static final int PIECE_BYTES = 100;

    private final SplittableRandom random;
    private final byte[] pool;
    private final int valueBytes;
    private int next;

    BenchKeys(long seed, int valueBytes, BenchSetting.Packing packing) {
        this.random = new SplittableRandom(seed);
        this.valueBytes = valueBytes;
        this.pool = new byte[Math.max(POOL_BYTES, 2 * valueBytes)];
        random.nextBytes(pool);
        if (packing != BenchSetting.Packing.NONE) {
            repeatHalves(pool);
        }
    }

    private static void repeatHalves(byte[] pool) {
        int half = PIECE_BYTES / 2;
        for (int at = 0; at + PIECE_BYTES <= pool.length; at += PIECE_BYTES) {
            System.arraycopy(pool, at, pool, at + half, half);
        }
    }

    /// The key of row `number`, in an array of its own.
    static byte[] key(long number) {
        byte[] key = new byte[KEY_BYTES];
        long rest = number;
        for (int i = KEY_BYTES - 1; i >= 0; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return key;
    }

    /// A key that no row has, next to that of row `number`.
    static byte[] missingKey(long number) {
        byte[] key = key(number);
        key[KEY_BYTES - 1] = '.';
        return key;
    }

    /// The number of a row, each equally likely.
    long any(long rows) {
        return random.nextLong(rows);
    }

    /// A value, in an array of its own.
    byte[] value() {
        byte[] value = new byte[valueBytes];
        next = next + valueBytes > pool.length ? 0 : next;
        System.arraycopy(pool, next, value, 0, valueBytes);
        next += valueBytes;
        return value;
    }
}
