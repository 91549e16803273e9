package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/// The tokens that a node knows, from a file: one [TokenLine] a line; empty lines and those that begin
/// with `#` do not count.
///
/// Whoever reads the file, or the memory of this process, finds hashes, and cannot make tokens of them.
/// Shows none of them. Immutable.
public final class Tokens {
    /// The largest file: some thousands of tokens.
    public static final int FILE_BYTES_MAX = 1024 * 1024;

    private final List<TokenLine> lines;
    private final BiPredicate<byte[], byte[]> isEqual;

    private Tokens(List<TokenLine> lines, BiPredicate<byte[], byte[]> isEqual) {
        this.lines = List.copyOf(lines);
        this.isEqual = isEqual;
    }

    /// Those of a file.
    ///
    /// @throws StoreException if it cannot be read, a line is bad, two lines have one name or one token,
    ///     or there is none
    public static Tokens readFrom(Path file) {
        return of(linesOf(file), file.toString());
    }

    /// @param file for messages
    static Tokens of(List<TokenLine> lines, String file) {
        if (lines.isEmpty()) {
            throw new StoreException.Refused(file + " has no token, so that nobody could ask anything: add one with"
                    + " 'cairn token new --file " + file + "'");
        }
        return new Tokens(lines, MessageDigest::isEqual);
    }

    /// The same tokens, compared by `other`: for a test that counts.
    Tokens comparing(BiPredicate<byte[], byte[]> other) {
        return new Tokens(lines, other);
    }

    /// The lines of a file, of which there may be none.
    ///
    /// @throws StoreException if it cannot be read, a line is bad, or two lines have one name or one token
    public static List<TokenLine> linesOf(Path file) {
        return linesOf(textOf(file), file.toString());
    }

    /// What stands in a file of tokens, good or bad.
    ///
    /// @throws StoreException if it cannot be read, or is too large
    public static String textOf(Path file) {
        try {
            return SmallFiles.text(file, "the tokens file", FILE_BYTES_MAX);
        } catch (IOException e) {
            throw StoreException.Failed.of("read the tokens file", file.toString(), e);
        }
    }

    /// The lines of a text, in their order. Blank ones and those whose first sign is `#` (space before it
    /// does not count) are passed over; of all others [#parsed] makes what they say. A line whose name,
    /// or whose hash, has stood there before is refused.
    ///
    /// Each refusal begins with `FILE, line N: `, where lines count from 1, all of them; then comes what
    /// is wrong: [#parsed] has words of its own, a name `the name app stands there a second time: give
    /// each token a name of its own`, a hash `the token of app stands there a second time: make another`,
    /// where `app` is the name in this line. If both have, the name is told. No hash is shown.
    ///
    /// @param file for messages
    /// @throws StoreException.Refused as said
    @Exercise("4.18")
    public static List<TokenLine> linesOf(String text, String file) {
        List<TokenLine> lines = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        int number = 0;
        for (String each : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (each.isBlank() || each.strip().startsWith("#")) {
                continue;
            }
            String where = file + ", line " + number + ": ";
            TokenLine line = parsed(each, where);
            if (!known.add(line.name())) {
                throw new StoreException.Refused(where + "the name " + line.name()
                        + " stands there a second time: give each token a name of its own");
            }
            if (!known.add(line.hash())) {
                throw new StoreException.Refused(
                        where + "the token of " + line.name() + " stands there a second time: make another");
            }
            lines.add(line);
        }
        return lines;
    }

    private static TokenLine parsed(String line, String where) {
        try {
            return TokenLine.parse(line);
        } catch (StoreException.Refused bad) {
            throw new StoreException.Refused(where + bad.getMessage());
        }
    }

    /// Who shows `presented` at `now`.
    ///
    /// More than [Token#CHARS_MAX] characters are nobody's, and are not even hashed. Of all others the
    /// hash ([Token#hashOf]) is compared with that of *every* line, by [#isEqual], which takes as long
    /// for hashes that begin alike as for others: so the time that this takes tells nothing about which
    /// token is known, how much of it was right, or where it stands. A token that has expired is compared
    /// like any other; the line that is equal says who it is at that moment ([TokenLine#callerAt]). At
    /// most one is.
    @Exercise("4.18")
    public Caller find(String presented, Instant now) {
        if (presented.length() > Token.CHARS_MAX) {
            return new Caller.Unknown();
        }
        byte[] hash = Token.hashOf(presented);
        Caller caller = new Caller.Unknown();
        for (TokenLine line : lines) {
            if (isEqual.test(line.hash().toArray(), hash)) {
                caller = line.callerAt(now);
            }
        }
        return caller;
    }

    @Override
    public String toString() {
        return "Tokens" + lines;
    }
}
