package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
import java.util.Base64;
import java.util.Optional;

/// Where a page of rows goes on, as text that may stand in a URL as it is: a key, in base64 with the
/// letters for URLs and without padding (RFC 4648, section 5).
///
/// It is not the whole key of the first row that was not sent, which may have 64 KiB, and the first line of
/// a request has 8. Its shortest beginning that lies behind the row before says the same, and is short
/// unless the two keys are alike for long: then the page has to end elsewhere.
///
/// The node keeps nothing for it: a token is as good after a restart, and at another node. Clients give
/// it back and make nothing of it.
///
/// Thread-safe: there is no state.
final class ResumeToken {
    /// The longest key that is put into a token, which then has 4,000 letters.
    static final int KEY_BYTES_MAX = 3_000;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ResumeToken() {}

    /// The shortest key with which a page may begin so that it has the row of `key`, and not that of
    /// `last`, the key before; all of `key` if there is none before. Empty if its token would be too long:
    /// half of the first line of a request is left for the rest of the question.
    static Optional<Bytes> between(Optional<Bytes> last, Bytes key) {
        int length = last.map(before -> sameBytes(before, key) + 1).orElse(key.length());
        return length > KEY_BYTES_MAX ? Optional.empty() : Optional.of(key.slice(0, length));
    }

    private static int sameBytes(Bytes before, Bytes key) {
        int same = 0;
        while (same < before.length() && before.at(same) == key.at(same)) {
            same++;
        }
        return same;
    }

    /// The token of a page that begins at `key`.
    static String of(Bytes key) {
        return ENCODER.encodeToString(key.toArray());
    }

    /// The key with which the page after `token` begins; empty if there is no token. One that this class
    /// has not made, the empty one too, is refused ([WebFailure#refused]) with a line that says where
    /// tokens come from: a token that is misread would leave rows out.
    @Exercise("4.19")
    static Optional<Bytes> keyIn(Optional<Bytes> token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        String text = token.get().toUtf8();
        try {
            Bytes key = Bytes.wrap(DECODER.decode(text));
            if (!key.isEmpty() && of(key).equals(text)) {
                return Optional.of(key);
            }
        } catch (IllegalArgumentException _) {
            // Refused below, as is what decodes and is not what was given out.
        }
        throw WebFailure.refused("\"" + text + "\" is no token: give as \"after\" the \"next\" of the page before");
    }
}
