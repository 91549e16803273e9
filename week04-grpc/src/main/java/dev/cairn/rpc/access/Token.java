package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A secret by which a caller is known: `cairn_` and 32 random bytes in the alphabet of base64 for URLs.
///
/// With 256 bits nobody guesses one, so that a plain SHA-256 of it may be stored where a password would
/// need a slow hash with a salt. Shown nowhere but by [#reveal]. Immutable.
public final class Token {
    /// How long a token may be. Ours have 49 characters; those that somebody else made may have more.
    public static final int CHARS_MAX = 256;

    /// Says what it is, to people and to programs that look for secrets in what others publish.
    static final String PREFIX = "cairn_";
    private static final int RANDOM_BYTES = 32;
    private static final long FILE_BYTES_MAX = 4096;

    /// What may stand behind `Bearer`: RFC 6750, section 2.1.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /// A new one.
    ///
    /// @param random one that nobody can foretell
    public static Token random(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The token that stands in a file, alone; space around it does not count.
    ///
    /// @throws StoreException if the file cannot be read, or what stands there is no token
    public static Token readFrom(Path file) {
        String text;
        try {
            text = SmallFiles.text(file, "the token file", FILE_BYTES_MAX).strip();
        } catch (IOException e) {
            throw StoreException.Failed.of("read the token file", file.toString(), e);
        }
        if (text.length() > CHARS_MAX || !FORM.matcher(text).matches()) {
            throw new StoreException.Refused("the token file " + file + " has " + text.length()
                    + " characters that are no token: it holds one token and nothing else, as 'cairn token new' prints"
                    + " it");
        }
        return new Token(text);
    }

    /// Whether other users of this machine can read `file`, as far as the file system knows of users.
    public static boolean isReadByOthers(Path file) {
        return SmallFiles.isReadByOthers(file);
    }

    /// The secret itself, for whoever it was made for.
    public String reveal() {
        return text;
    }

    /// What is stored of it.
    public byte[] hash() {
        return hashOf(text);
    }

    /// What would be stored of a token that is `presented`.
    static byte[] hashOf(String presented) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(presented.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
