/// id: Z4-112
/// title: nobody looks when a token expires
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.Tokens#find
/// killer: dev.cairn.rpc.access.TokensTest#a_token_is_taken_until_the_moment_it_expires_and_not_from_then_on
///
/// The token of a job that ended last year still opens everything; whoever finds it in an old backup is let in.
class Tokens {
    public Caller find(String presented, Instant now) {
        if (presented.length() > Token.CHARS_MAX) {
            return new Caller.Unknown();
        }
        byte[] hash = Token.hashOf(presented);
        Caller caller = new Caller.Unknown();
        for (TokenLine line : lines) {
            if (isEqual.test(line.hash().toArray(), hash)) {
                caller = new Caller.Known(line.name(), line.scope());
            }
        }
        return caller;
    }
}
