/// id: Z4-117
/// title: a line that cannot be read is shown in the message
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.TokenLine#parse
/// killer: dev.cairn.rpc.access.TokenLineTest#what_stands_there_is_never_shown_for_it_may_be_the_token_itself
///
/// Somebody puts the token itself into the file, in place of its hash. The server refuses to start, and the token stands in the log
/// of the machine, which many may read.
class TokenLine {
    static TokenLine parse(String line) {
        String[] words = line.strip().split("[ \\t]+", -1);
        if (words.length < WORDS_MIN || words.length > WORDS_MAX) {
            throw new StoreException.Refused("has " + words.length
                    + " words, but must be NAME SCOPE sha256:HEX [expires=INSTANT]");
        }
        if (!HASH.matcher(words[2]).matches()) {
            throw new StoreException.Refused(
                    "its third word must be sha256: and 64 hexadecimal digits, not " + words[2]);
        }
        Bytes hash = Bytes.hex(words[2].substring(HASH_PREFIX.length()));
        Optional<Instant> expires = words.length == WORDS_MAX ? Optional.of(momentOf(words[3])) : Optional.empty();
        return new TokenLine(words[0], scopeOf(words[1]), hash, expires);
    }
}
