/// id: Z3-20
/// title: the probes are those of the natural logarithm
/// invariant: BOUND
/// exercise: 3.1
/// target: dev.cairn.bloom.BloomSize#of
/// killer: dev.cairn.bloom.BloomSizeTest#for_each_rate_the_probes_are_the_best_and_the_bits_just_enough
///
/// In formulas `log` is often that of 2, in Java it is the natural one. With five probes instead of seven the rate can still
/// be reached: with more bits, which nobody sees who only measures the rate.
class BloomSize {
    public static BloomSize of(double rate) {
        Check.argument(
                rate > 0 && rate < 1, "a false-positive rate is more than 0 and less than 1, and %s is not", rate);
        int probes = (int) Math.clamp(Math.round(Math.log(1 / rate)), 1, PROBES_MAX);
        return new BloomSize(-probes / Math.log(1 - Math.pow(rate, 1.0 / probes)), probes);
    }
}
