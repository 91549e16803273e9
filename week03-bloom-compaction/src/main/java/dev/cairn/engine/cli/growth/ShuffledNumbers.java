package dev.cairn.engine.cli.growth;

import dev.cairn.common.check.Check;

/// The numbers below a bound in an order that looks like chance, each once, and none of them in memory.
///
/// ```
///   i ─► three times: exclusive or with the seed, multiply by an odd number, fold the upper half into the lower one
///        all modulo a power of two, in which each of these steps can be undone: no two numbers meet
///     ─► not below the bound? once more
/// ```
///
/// Immutable. The last step is called cycle walking: J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains",
/// CT-RSA 2002.
///
/// @param bound how many numbers there are
record ShuffledNumbers(long bound, long seed) {
    private static final int ROUNDS = 3;
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    ShuffledNumbers {
        Check.argument(bound > 0 && bound <= 1L << 40, "numbers below %s are none, or too many", bound);
    }

    /// The `i`th of them, `i` being below the bound.
    long at(long i) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(bound - 1));
        long number = mixed(i, bits);
        while (number >= bound) {
            number = mixed(number, bits);
        }
        return number;
    }

    private long mixed(long number, int bits) {
        long mask = (1L << bits) - 1;
        long mixed = number;
        for (int round = 0; round < ROUNDS; round++) {
            mixed = ((mixed ^ seed) * MULTIPLIER) & mask;
            mixed ^= mixed >>> ((bits + 1) / 2);
        }
        return mixed;
    }
}
