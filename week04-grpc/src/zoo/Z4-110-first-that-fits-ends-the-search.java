/// id: Z4-110
/// title: the search for a token ends at the one that fits
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.Tokens#find
/// killer: dev.cairn.rpc.access.TokensTest#every_line_is_compared_whoever_it_is
///
/// Who measures how long a refusal and an answer take learns where in the file a token stands, and that it is there at all.
class Tokens {
    public Caller find(String presented, Instant now) {
        if (presented.length() > Token.CHARS_MAX) {
            return new Caller.Unknown();
        }
        byte[] hash = Token.hashOf(presented);
        Caller caller = new Caller.Unknown();
        for (TokenLine line : lines) {
            if (isEqual.test(line.hash().toArray(), hash)) {
                return line.callerAt(now);
            }
        }
        return caller;
    }
}
