package dev.cairn.common.cli;

import dev.cairn.common.bytes.Bytes;

/// Tells which bytes are UTF-8 (RFC 3629 §4: no overlong forms, no surrogates, nothing above U+10FFFF).
public final class Utf8 {
    private Utf8() {}

    /// Whether all bytes are.
    public static boolean isText(Bytes bytes) {
        int at = 0;
        int length = 1;
        while (at < bytes.length() && length > 0) {
            length = lengthAt(bytes, at);
            at += length;
        }
        return at == bytes.length();
    }

    /// The length of the character that begins at `at`, or 0 if none does.
    static int lengthAt(Bytes bytes, int at) {
        int lead = bytes.at(at);
        if (lead < 0x80) {
            return 1;
        }
        int length =
                lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        return length > 0 && at + length <= bytes.length() && continues(bytes, at, length) ? length : 0;
    }

    /// Whether the character of `length` bytes at `at` is a control character: U+0000 to U+001F, U+007F to U+009F.
    static boolean isControlAt(Bytes bytes, int at, int length) {
        int lead = bytes.at(at);
        return length == 1 ? lead < 0x20 || lead == 0x7F : lead == 0xC2 && bytes.at(at + 1) < 0xA0;
    }

    private static boolean continues(Bytes bytes, int at, int length) {
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes.at(i) & 0xC0) != 0x80) {
                return false;
            }
        }
        int second = bytes.at(at + 1);
        return switch (bytes.at(at)) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
