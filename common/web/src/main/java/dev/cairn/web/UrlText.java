package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Utf8;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the parts of a URL as bytes, and writes bytes so that they may stand in one.
///
/// A URL is ASCII. Any other byte, and each byte that would mean something where it stands, is written as
/// `%` and two hexadecimal digits. What such a part stands for is bytes, not text: `%FF` is a key like any
/// other.
///
/// A URL is taken apart first and decoded then. The other way round, a `/` inside a key (`%2F`) would be a
/// separator. It is decoded once: `%2541` is `%41`, not `A`.
///
/// Stateless. RFC 3986, sections 2.1 and 3.3; the WHATWG's URL standard for the query (`+` is a space).
public final class UrlText {
    /// The most parameters that a query may have.
    public static final int PARAMETERS_MAX = 64;

    private static final String UNRESERVED = "-._~";

    private UrlText() {}

    /// The bytes that a part of a URL stands for: three characters `%4a`, with digits of either case, are
    /// the one byte that the digits write; every other character of ASCII is itself, `+` too.
    ///
    /// Nothing is guessed: a `%` without two hexadecimal digits behind it (`%`, `%4`, `%zz`, `%+1`) and a
    /// character beyond ASCII are each a [WebFailure#malformed] whose message quotes the part.
    @Exercise("4.16")
    public static Bytes decoded(String part) {
        byte[] bytes = new byte[part.length()];
        int length = 0;
        int at = 0;
        while (at < part.length()) {
            char next = part.charAt(at);
            if (next > 0x7F) {
                throw WebFailure.malformed(
                        quoted(part) + " has a character that is not ASCII: write its bytes as %XX, in UTF-8");
            }
            if (next != '%') {
                bytes[length++] = (byte) next;
                at++;
            } else if (at + 2 < part.length()
                    && HexFormat.isHexDigit(part.charAt(at + 1))
                    && HexFormat.isHexDigit(part.charAt(at + 2))) {
                bytes[length++] = (byte) HexFormat.fromHexDigits(part, at + 1, at + 3);
                at += 3;
            } else {
                throw WebFailure.malformed(
                        quoted(part) + " has a % without two hexadecimal digits behind it: write %25 for a percent");
            }
        }
        return Bytes.copyOf(bytes, 0, length);
    }

    /// The segments of a path, decoded: what stands behind each `/`, to the next one or the end. `/a/b` has
    /// two, `/a/` has `a` and an empty one, and `/` one that is empty.
    ///
    /// A segment is bytes and nothing more: `..` and `.` are segments like any others, and an empty one is
    /// not passed over.
    ///
    /// @param path begins with `/`; any other, the empty one too, is a [WebFailure#malformed]
    @Exercise("4.16")
    static List<Bytes> segments(String path) {
        if (!path.startsWith("/")) {
            throw WebFailure.malformed("the path " + quoted(path) + " does not begin with /: ask for /path?name=value");
        }
        List<Bytes> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(decoded(segment));
        }
        return segments;
    }

    /// The parameters of a query, by name: `name=value`, separated by `&`. In both, a `+` is a space, and
    /// what is decoded is a `+` only where `%2B` stood. A name without `=` has an empty value; a value may
    /// hold further `=`. Where nothing stands between two `&`, there is no parameter.
    ///
    /// Each of these is a [WebFailure#malformed]: a name that is not UTF-8; one that is empty; one that was
    /// there already, after decoding (two readers would take two different ones of them); more parameters
    /// than [#PARAMETERS_MAX]. The message quotes what is wrong ([#quoted]); its words are free.
    ///
    /// @param query what stands behind the first `?` of a URL
    @Exercise("4.16")
    public static Map<String, Bytes> parameters(String query) {
        Map<String, Bytes> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int sign = pair.indexOf('=');
            Bytes name = decoded((sign < 0 ? pair : pair.substring(0, sign)).replace('+', ' '));
            Bytes value =
                    sign < 0 ? Bytes.EMPTY : decoded(pair.substring(sign + 1).replace('+', ' '));
            if (name.isEmpty() || !Utf8.isText(name)) {
                throw WebFailure.malformed("the query has a parameter without a name in UTF-8: " + quoted(pair));
            }
            if (parameters.put(name.toUtf8(), value) != null) {
                throw WebFailure.malformed("the parameter \"" + name + "\" is given twice: give it once");
            }
            if (parameters.size() > PARAMETERS_MAX) {
                throw WebFailure.malformed("the query has more than " + PARAMETERS_MAX + " parameters: ask for less");
            }
        }
        return parameters;
    }

    /// Those bytes so that they may stand in any part of a URL: [#decoded] gives them back.
    public static String encoded(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            int value = bytes.at(i);
            if (isUnreserved(value)) {
                text.append((char) value);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) value));
            }
        }
        return text.toString();
    }

    private static boolean isUnreserved(int value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || UNRESERVED.indexOf(value) >= 0;
    }

    /// For messages: what a client sent, in quotes, short, and in printable ASCII.
    public static String quoted(String part) {
        StringBuilder ascii = new StringBuilder();
        part.chars().limit(100).forEach(c -> ascii.append(c < 0x20 || c > 0x7E ? '?' : (char) c));
        return '"' + ascii.toString() + (part.length() > 100 ? "..." : "") + '"';
    }
}
