package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
import java.util.Base64;
import java.util.Optional;

/// Where a page of rows goes on, as text that may stand in a URL as it is: the key of the first row that was not
/// sent, in base64 with the letters for URLs and without padding (RFC 4648, section 5).
///
/// The node keeps nothing for it: a token is as good after a restart, and at another node. Clients give it back and
/// make nothing of it.
///
/// Thread-safe: there is no state.
final class ResumeToken {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ResumeToken() {}

    /// The token of a page that goes on with the row of `key`.
    static String of(Bytes key) {
        return ENCODER.encodeToString(key.toArray());
    }

    /// The key with which the page after `token` begins; empty if there is no token. One that this class has not made,
    /// the empty one too, is refused ([WebFailure#refused]) with a line that says where tokens come from: a token that is
    /// misread would leave rows out.
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
