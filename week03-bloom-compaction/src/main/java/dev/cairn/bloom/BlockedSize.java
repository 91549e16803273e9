package dev.cairn.bloom;

import dev.cairn.workbook.Exercise;

/// How large a filter must be whose keys each have their bits in one line.
///
/// The number of keys in a line of `L` bits varies about `m = L / b`, as Poisson has it. With `n` keys in it, a
/// bit of the line is 1 with probability `1 - (1 - 1/L)^(k n)`, and a key is found that was not added with the
/// `k`-th power of that. The rate of the whole is the mean of those rates, each weighted with how likely `n` is:
///
/// ```
///   rate = sum over n of  e^(-m) m^n / n!  *  (1 - (1 - 1/L)^(k n))^k
/// ```
///
/// Stateless. Putze, Sanders, Singler 2007, equation 3.
final class BlockedSize {
    private static final int HALVINGS = 40;

    private BlockedSize() {}

    /// The size for that rate: the probes are those of [BloomSize#of]; its bits are too few here, and four
    /// times as many are enough, down to a rate of one in 10^15. In between, the fewest bits at which [#rate] is
    /// not more than `rate`, by halving the interval [#HALVINGS] times. The upper end, at which the rate is never
    /// too high, is the answer.
    @Exercise("3.3")
    static BloomSize of(double rate) {
        BloomSize classical = BloomSize.of(rate);
        double low = classical.bitsPerKey();
        double high = 4 * low;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (rate(new BloomSize(middle, classical.probes())) > rate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new BloomSize(high, classical.probes());
    }

    /// The formula of this class for that size, with `L` = [BlockedBloomFormat#LINE_BITS].
    ///
    /// From one `n` to the next the weight is multiplied by `m / n`, beginning with `e^(-m)` at 0. What is behind
    /// `2 m + 100` keys weighs nothing any more.
    @Exercise("3.3")
    static double rate(BloomSize size) {
        double mean = BlockedBloomFormat.LINE_BITS / size.bitsPerKey();
        double kept = Math.pow(1 - 1.0 / BlockedBloomFormat.LINE_BITS, size.probes());
        double weight = Math.exp(-mean);
        double zeros = 1;
        double rate = 0;
        for (int keys = 1; keys < 2 * mean + 100; keys++) {
            weight *= mean / keys;
            zeros *= kept;
            rate += weight * Math.pow(1 - zeros, size.probes());
        }
        return rate;
    }

    /// How many lines of [BlockedBloomFormat#LINE_BITS] hold that many bits: so many that the last ones are not
    /// lost, one at least, and at most [BlockedBloomFormat#LINES_MAX]. What would need more is a filter that is
    /// wrong more often, and no failure.
    @Exercise("3.3")
    static int lines(long bits) {
        long lines = Math.ceilDiv(bits, BlockedBloomFormat.LINE_BITS);
        return Math.clamp(lines, 1, BlockedBloomFormat.LINES_MAX);
    }
}
