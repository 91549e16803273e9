package dev.cairn.common.cli;

import dev.cairn.common.bytes.Bytes;
import java.util.HexFormat;
import java.util.Optional;

/// Bytes as hexadecimal digits, of either case.
public final class HexText {
    private HexText() {}

    /// The bytes that `digits` stand for, or empty if they are no pairs of hexadecimal digits.
    public static Optional<Bytes> parse(Bytes digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.at(i))) {
                return Optional.empty();
            }
        }
        return digits.length() % 2 == 0 ? Optional.of(Bytes.hex(digits.toUtf8())) : Optional.empty();
    }
}
