/// id: Z3-09
/// title: a bit is added and not set
/// invariant: MODEL
/// exercise: 3.2
/// target: dev.cairn.bloom.BloomFilter#add
/// killer: dev.cairn.bloom.BloomFilterTest#the_same_key_twice_is_the_same_as_once
///
/// Where the bit is 0, adding is setting. Where it is 1 already, the sum carries: the bit becomes 0, and a neighbour 1. Keys
/// that were added before are denied from then on.
class BloomFilter {
    public void add(Bytes key) {
        long hash = Hash64.of(key);
        for (int probe = 0; probe < probes; probe++) {
            long position = position(hash, probe, bits);
            words[(int) (position >>> 6)] += 1L << position;
        }
    }
}
