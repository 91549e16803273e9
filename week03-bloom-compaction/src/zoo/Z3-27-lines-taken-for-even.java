/// id: Z3-27
/// title: keys are taken to fall on lines evenly
/// invariant: BOUND
/// exercise: 3.3
/// target: dev.cairn.bloom.BlockedSize#of
/// killer: dev.cairn.bloom.BlockedSizeTest#a_key_takes_some_more_bits_than_in_the_classical_filter
///
/// The size is that of the classical filter. Some lines get seventy keys and others thirty-five, and the full ones are wrong
/// more often than the empty ones gain: a filter for one in a thousand is wrong sixteen times in ten thousand.
class BlockedSize {
    static BloomSize of(double rate) {
        return BloomSize.of(rate);
    }
}
