/// id: Z4-93
/// title: the two characters behind a % are read by a parser of numbers
/// invariant: LOUD
/// exercise: 4.16
/// target: dev.cairn.web.UrlText#decoded
/// killer: dev.cairn.web.UrlTextTest#a_broken_escape_is_malformed
///
/// `Integer.parseInt` knows hexadecimal, and throws if it finds none. It also knows signs: `%+1` is the byte 1, and
/// two readers of one URL disagree about what it says.
class UrlText {
    static Bytes decoded(String part) {
        byte[] bytes = new byte[part.length()];
        int length = 0;
        for (int at = 0; at < part.length(); at++) {
            char next = part.charAt(at);
            if (next > 0x7F) {
                throw WebFailure.malformed(
                        quoted(part) + " has a character that is not ASCII: write its bytes as %XX, in UTF-8");
            }
            if (next == '%') {
                try {
                    next = (char) Integer.parseInt(part.substring(at + 1, at + 3), 16);
                    at += 2;
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    throw WebFailure.malformed(quoted(part)
                            + " has a % without two hexadecimal digits behind it: write %25 for a percent");
                }
            }
            bytes[length++] = (byte) next;
        }
        return Bytes.copyOf(bytes, 0, length);
    }
}
