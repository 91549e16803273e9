/// id: Z4-111
/// title: hashes are compared as any two things are
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.Tokens#find
/// killer: dev.cairn.rpc.access.TokensTest#every_line_is_compared_whoever_it_is
///
/// `equals` ends at the first byte that differs, so that its time says how many bytes were right. No answer is ever wrong.
class Tokens {
    public Caller find(String presented, Instant now) {
        if (presented.length() > Token.CHARS_MAX) {
            return new Caller.Unknown();
        }
        byte[] hash = Token.hashOf(presented);
        Caller caller = new Caller.Unknown();
        for (TokenLine line : lines) {
            if (line.hash().equals(dev.cairn.common.bytes.Bytes.wrap(hash))) {
                caller = line.callerAt(now);
            }
        }
        return caller;
    }
}
