package dev.cairn.rpc.access;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.Scope;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One token as a file has it: whose it is, what it may do, and until when; of the token itself the hash.
///
/// ```
///   grafana read sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 expires=2027-01-31T00:00:00Z
/// ```
///
/// Its `toString` shows no hash. Immutable.
///
/// @param name 1 to 64 letters, digits, `.`, `_` or `-`; not beginning as a token does, so that none is
///     taken for one
/// @param scope not [Scope#NONE]
/// @param hash the 32 bytes of SHA-256 of the token
/// @param expires from then on it is not taken any more
public record TokenLine(String name, Scope scope, Bytes hash, Optional<Instant> expires) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String HASH_PREFIX = "sha256:";
    private static final String EXPIRES_PREFIX = "expires=";
    private static final int WORDS_MIN = 3;
    private static final int WORDS_MAX = 4;

    /// @throws StoreException.Refused if the name is none, or the scope allows nothing
    public TokenLine {
        if (!NAME.matcher(name).matches() || name.startsWith(Token.PREFIX)) {
            throw new StoreException.Refused(
                    "the name of a token has 1 to 64 letters, digits, '.', '_' or '-', and does"
                            + " not begin as a token does: give another name");
        }
        if (scope == Scope.NONE) {
            throw new StoreException.Refused("a token may read, write or admin: give one of these");
        }
    }

    /// The token that `line` describes: three or four words with spaces or tabs between them (and around
    /// them, which do not count).
    ///
    /// | word | is |
    /// |---|---|
    /// | 1 | the name |
    /// | 2 | the scope, by [#scopeOf] |
    /// | 3 | `sha256:` and 64 digits `0` to `9` and `a` to `f` ([#HASH]) |
    /// | 4, if there is one | `expires=` and a moment, as [Instant#parse] reads it |
    ///
    /// The lines: `has 2 words, but must be NAME SCOPE sha256:HEX [expires=INSTANT]`; `its third word must be
    /// sha256: and 64 hexadecimal digits in lower case, as 'cairn token new' prints it`; `its fourth word must
    /// be expires= and a moment, as in 2027-01-31T00:00:00Z`. Of the scope [#scopeOf] has words, and of the
    /// name the constructor.
    ///
    /// @throws StoreException.Refused if it is anything else. The message says which word is wrong and
    ///     what is expected there, and shows nothing of the third word, nor of any word where the count
    ///     is wrong: somebody may have put the token itself there
    @Exercise("4.18")
    static TokenLine parse(String line) {
        String[] words = line.strip().split("[ \\t]+", -1);
        if (words.length < WORDS_MIN || words.length > WORDS_MAX) {
            throw new StoreException.Refused(
                    "has " + words.length + " words, but must be NAME SCOPE sha256:HEX [expires=INSTANT]");
        }
        if (!HASH.matcher(words[2]).matches()) {
            throw new StoreException.Refused("its third word must be sha256: and 64 hexadecimal digits in lower case,"
                    + " as 'cairn token new' prints it");
        }
        Bytes hash = Bytes.hex(words[2].substring(HASH_PREFIX.length()));
        Optional<Instant> expires = words.length == WORDS_MAX ? Optional.of(momentOf(words[3])) : Optional.empty();
        return new TokenLine(words[0], scopeOf(words[1]), hash, expires);
    }

    /// The scope of that name in lower case; `none` is no scope of a token.
    ///
    /// @throws StoreException.Refused if there is none, without showing the word
    public static Scope scopeOf(String word) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.NONE && wordOf(scope).equals(word))
                .findFirst()
                .orElseThrow(() -> new StoreException.Refused("its scope must be read, write or admin"));
    }

    /// The moment in a word such as `expires=2027-01-31T00:00:00Z`.
    ///
    /// @throws StoreException.Refused if it is none, without showing the word
    @Solution
    private static Instant momentOf(String word) {
        try {
            if (word.startsWith(EXPIRES_PREFIX)) {
                return Instant.parse(word.substring(EXPIRES_PREFIX.length()));
            }
        } catch (DateTimeException _) {
            // Told below, as any other word that is no moment.
        }
        throw new StoreException.Refused("its fourth word must be expires= and a moment, as in 2027-01-31T00:00:00Z");
    }

    /// A scope as people write it.
    public static String wordOf(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /// The line, without an end: what [#parse] reads.
    public String toText() {
        return name + " " + wordOf(scope) + " " + HASH_PREFIX + hash.toHex()
                + expires.map(moment -> " " + EXPIRES_PREFIX + moment).orElse("");
    }

    /// Whether nobody is let in with it any more.
    public boolean hasExpired(Instant now) {
        return callerAt(now) instanceof Caller.Expired;
    }

    /// Who shows this token at `now`.
    Caller callerAt(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get())
                ? new Caller.Expired(name)
                : new Caller.Known(name, scope);
    }

    @Override
    public String toString() {
        return "TokenLine[" + name + " " + wordOf(scope)
                + expires.map(moment -> " until " + moment).orElse("") + "]";
    }
}
