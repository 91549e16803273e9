/// id: Z4-115
/// title: the first eight bytes of a hash are compared
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.Tokens#find
/// killer: dev.cairn.rpc.access.TokensTest#what_is_compared_are_whole_hashes_and_nothing_of_the_token
///
/// 64 bits are enough to tell tokens apart, and few enough to be searched for by whoever reads the file of hashes.
class Tokens {
    public Caller find(String presented, Instant now) {
        if (presented.length() > Token.CHARS_MAX) {
            return new Caller.Unknown();
        }
        byte[] hash = Token.hashOf(presented);
        Caller caller = new Caller.Unknown();
        for (TokenLine line : lines) {
            if (isEqual.test(
                    java.util.Arrays.copyOf(line.hash().toArray(), 8), java.util.Arrays.copyOf(hash, 8))) {
                caller = line.callerAt(now);
            }
        }
        return caller;
    }
}
