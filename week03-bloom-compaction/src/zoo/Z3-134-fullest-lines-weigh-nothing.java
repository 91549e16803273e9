/// id: Z3-134
/// title: the sum of the rate ends at twice the mean
/// invariant: BOUND
/// exercise: 3.3
/// seen: own; a trial of the exercise
/// target: dev.cairn.bloom.BlockedSize#rate
/// killer: dev.cairn.bloom.BlockedSizeTest#lines_with_far_more_keys_than_others_count
///
/// At one in a hundred no difference is seen. At one in a million, hardly any key is wrong but in lines with three times as
/// many keys as others; without those the filter is made too small.
class BlockedSize {
    static double rate(BloomSize size) {
        double mean = BlockedBloomFormat.LINE_BITS / size.bitsPerKey();
        double kept = Math.pow(1 - 1.0 / BlockedBloomFormat.LINE_BITS, size.probes());
        double weight = Math.exp(-mean);
        double zeros = 1;
        double rate = 0;
        for (int keys = 1; keys < 2 * mean; keys++) {
            weight *= mean / keys;
            zeros *= kept;
            rate += weight * Math.pow(1 - zeros, size.probes());
        }
        return rate;
    }
}
