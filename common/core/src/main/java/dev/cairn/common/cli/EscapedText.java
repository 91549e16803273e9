package dev.cairn.common.cli;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import java.util.HexFormat;
import java.util.Optional;

/// Bytes as a text that shows what is in them and fits into one column of one line.
///
/// UTF-8 passes as it is, except for the backslash (`\\`) and control characters: `\t`, `\n`, `\r`, and `\xNN` for
/// the bytes of all others. Bytes that are no UTF-8 are `\xNN` as well. Reading is more lenient: a raw byte stands
/// for itself.
public final class EscapedText {
    private static final HexFormat HEX = HexFormat.of();

    private EscapedText() {}

    static void escape(ByteWriter line, Bytes bytes) {
        for (int at = 0; at < bytes.length(); ) {
            int length = Utf8.lengthAt(bytes, at);
            if (length == 0 || Utf8.isControlAt(bytes, at, length)) {
                escapeByte(line, bytes.at(at));
                at++;
            } else if (bytes.at(at) == '\\') {
                line.u8('\\').u8('\\');
                at++;
            } else {
                line.raw(bytes.slice(at, at + length));
                at += length;
            }
        }
    }

    /// The bytes that a text stands for, or empty if it holds an unknown escape.
    public static Optional<Bytes> unescape(Bytes text) {
        int escape = nextEscape(text, 0);
        if (escape < 0) {
            return Optional.of(text);
        }
        ByteWriter bytes = new ByteWriter(text.length());
        int at = 0;
        while (escape >= 0) {
            bytes.raw(text.slice(at, escape));
            at = escape + unescapeAt(text, escape, bytes);
            if (at == escape) {
                return Optional.empty();
            }
            escape = nextEscape(text, at);
        }
        return Optional.of(bytes.raw(text.slice(at, text.length())).toBytes());
    }

    private static void escapeByte(ByteWriter line, int value) {
        switch (value) {
            case '\t' -> line.u8('\\').u8('t');
            case '\n' -> line.u8('\\').u8('n');
            case '\r' -> line.u8('\\').u8('r');
            default -> line.u8('\\').u8('x').u8(HEX.toHighHexDigit(value)).u8(HEX.toLowHexDigit(value));
        }
    }

    private static int nextEscape(Bytes text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.at(at) == '\\') {
                return at;
            }
        }
        return -1;
    }

    /// The length of the escape at `at`, whose meaning is appended, or 0 if there is no such escape.
    private static int unescapeAt(Bytes text, int at, ByteWriter bytes) {
        int kind = at + 1 < text.length() ? text.at(at + 1) : -1;
        if (kind == 'x') {
            return unescapeHexAt(text, at, bytes);
        }
        int plain = switch (kind) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '\\' -> '\\';
            default -> -1;
        };
        if (plain < 0) {
            return 0;
        }
        bytes.u8(plain);
        return 2;
    }

    private static int unescapeHexAt(Bytes text, int at, ByteWriter bytes) {
        int end = at + 4;
        if (end > text.length() || !HexFormat.isHexDigit(text.at(at + 2)) || !HexFormat.isHexDigit(text.at(at + 3))) {
            return 0;
        }
        bytes.u8(HexFormat.fromHexDigit(text.at(at + 2)) << 4 | HexFormat.fromHexDigit(text.at(at + 3)));
        return 4;
    }
}
