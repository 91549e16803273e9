package dev.cairn.bloom;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;

/// The classical Bloom filter: a set of keys that forgets the keys, and remembers some bits of each.
///
/// ```
///   add("cairn")          ──┬────────────┬───────────┬──        7 positions of a key, anywhere
///                           ▼            ▼           ▼
///   bits    0 0 1 0 0 0 1 0 1 0 0 1 0 0 0 1 0 0 0 0 1 1 0
/// ```
///
/// 1. A key that was added is always found: nothing ever clears a bit.
/// 2. A key that was not is found at the rate of its [BloomSize], or more often when there are more keys than the
///    filter was made for; in the end every key is found.
/// 3. The positions of a key hang on its bytes alone.
///
/// It is here to be understood and measured; tables have [BlockedBloom], which asks one line of memory where this
/// asks as many as there are probes. Confined to one thread while keys are added; then any number may read.
///
/// Double hashing: A. Kirsch and M. Mitzenmacher, Less Hashing, Same Performance, ESA 2006.
public final class BloomFilter {
    private static final long BITS_MAX = (long) (Integer.MAX_VALUE - 8) * Long.SIZE;

    private final long[] words;
    private final long bits;
    private final int probes;

    private BloomFilter(long bits, int probes) {
        Check.argument(bits <= BITS_MAX, "a filter has at most %s bits, not %s", BITS_MAX, bits);
        this.words = new long[(int) (bits / Long.SIZE)];
        this.bits = bits;
        this.probes = probes;
    }

    /// An empty filter for `keys` keys, of that size.
    public static BloomFilter of(long keys, BloomSize size) {
        return new BloomFilter(size.bits(keys), size.probes());
    }

    /// Adds `key`: sets the bits at the positions of its hash ([Hash64#of(Bytes)], [#position]), one for each of
    /// [#probes], from 0 on.
    ///
    /// Bit `p` is bit `p % 64` of word `p / 64`. It is *set*, which is not the same as added: what is 1
    /// stays 1. In Java `1 << 40` is 256, for only the low five bits of the distance count where an `int`
    /// is shifted.
    @Exercise("3.2")
    public void add(Bytes key) {
        long hash = Hash64.of(key);
        for (int probe = 0; probe < probes; probe++) {
            long position = position(hash, probe, bits);
            words[(int) (position >>> 6)] |= 1L << position;
        }
    }

    /// False only if `key` was never added: if one of its bits is 0. The first such bit ends the search.
    @Exercise("3.2")
    public boolean mayContain(Bytes key) {
        long hash = Hash64.of(key);
        for (int probe = 0; probe < probes; probe++) {
            long position = position(hash, probe, bits);
            if ((words[(int) (position >>> 6)] & 1L << position) == 0) {
                return false;
            }
        }
        return true;
    }

    /// The position of that probe of a key with that hash: from 0 on, less than `bits`.
    ///
    /// Double hashing makes as many hashes of one as are asked for: `hash + probe * step`, which may
    /// overflow. `step` is the hash turned by 32 bits ([Long#rotateLeft]), and odd: its lowest bit is
    /// set, as double hashing has it where positions are remainders of a power of two. (Here it hardly
    /// matters; but positions are part of what a filter is.)
    ///
    /// What comes out is any `long`, of which half are negative. As a number without a sign, from 0 to 2^64, it
    /// is scaled down to `bits`: the upper half of its product with that ([Math#unsignedMultiplyHigh]). That
    /// needs no division, and is right for any number of bits.
    @Exercise("3.2")
    static long position(long hash, int probe, long bits) {
        long step = Long.rotateLeft(hash, 32) | 1;
        return Math.unsignedMultiplyHigh(hash + probe * step, bits);
    }

    /// Number of bits.
    public long bits() {
        return bits;
    }

    /// How many bits are 1.
    public long ones() {
        long ones = 0;
        for (long word : words) {
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
