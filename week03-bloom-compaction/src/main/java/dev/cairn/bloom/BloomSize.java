package dev.cairn.bloom;

import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;

/// How large a Bloom filter is: how many bits there are for each key, and how many of them a key sets and asks.
///
/// With `b` bits a key, of which each key sets `k` at random, a bit is still 0 with probability `e^(-k/b)`. A
/// key that was never added is taken for one that was if all of its `k` bits are 1, so the rate of that is
///
/// ```
///   rate = (1 - e^(-k/b))^k          least, for a given b, at k = b ln 2 = 0.69 b: then half of the bits are 1
/// ```
///
/// | rate | probes | bits per key |
/// |---|---|---|
/// | 10 % | 3 | 4.81 |
/// | 1 % | 7 | 9.59 |
/// | 0.1 % | 10 | 14.38 |
///
/// Immutable. B. H. Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors, CACM 13(7), 1970.
///
/// @param bitsPerKey more than 0
/// @param probes from 1 to [#PROBES_MAX]
public record BloomSize(double bitsPerKey, int probes) {
    /// One key in a hundred.
    public static final double DEFAULT_RATE = 0.01;

    /// More do not pay: this many are best at one false answer in a thousand million.
    public static final int PROBES_MAX = 30;

    /// Refuses what no filter can be.
    public BloomSize {
        Check.argument(bitsPerKey > 0, "a filter has more than 0 bits for each key, not %s", bitsPerKey);
        Check.argument(
                probes >= 1 && probes <= PROBES_MAX, "a key has 1 to %s bits in a filter, not %s", PROBES_MAX, probes);
    }

    /// The smallest size at which a key that was never added is found with a probability of `rate`.
    ///
    /// The best number of probes is `log2(1 / rate)`, rounded to the nearest whole number, and at least 1 and at
    /// most [#PROBES_MAX]. Because it is rounded, the bits must fit the probes: they are what the formula of
    /// this class gives for `b` when it is solved for that, `b = -k / ln(1 - rate^(1/k))`.
    ///
    /// @throws IllegalArgumentException unless `rate` is more than 0 and less than 1 ([Check#argument]): `a
    ///     false-positive rate is more than 0 and less than 1, and <rate> is not`; that goes for `NaN` too
    @Exercise("3.1")
    public static BloomSize of(double rate) {
        Check.argument(
                rate > 0 && rate < 1, "a false-positive rate is more than 0 and less than 1, and %s is not", rate);
        long best = Math.round(Math.log(1 / rate) / Math.log(2));
        int probes = Math.clamp(best, 1, PROBES_MAX);
        return new BloomSize(-probes / Math.log(1 - Math.pow(rate, 1.0 / probes)), probes);
    }

    /// The probability that a key is found that was never added, if as many were added as the filter is made for.
    ///
    /// The formula of this class.
    @Exercise("3.1")
    public double rate() {
        return Math.pow(1 - Math.exp(-probes / bitsPerKey), probes);
    }

    /// Number of bits of a filter of `keys` keys, a multiple of 64: [#bitsPerKey] for each, rounded up to the
    /// next such multiple, and 64 at least, for a filter of no bits has nothing to say no by.
    ///
    /// There may be thousands of millions of keys, and there are more bits than those: this is reckoned in
    /// `double` and `long`, never in `int`.
    @Exercise("3.1")
    public long bits(long keys) {
        Check.argument(keys >= 0, "a filter has 0 keys or more, not %s", keys);
        long words = (long) Math.ceil(keys * bitsPerKey / Long.SIZE);
        return Math.max(1, words) * Long.SIZE;
    }
}
