package dev.cairn.engine;

import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.OptionalLong;

/// Numbers of bytes as people write them: `4096`, `64 MiB`.
///
/// Units are powers of 1024, and called so: `MB` would be a million to some and 1,048,576 to others, and
/// is refused.
///
/// Stateless.
final class ByteSize {
    /// Each unit is 1024 of the one before.
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private static final long STEP = 1024;

    private ByteSize() {}

    /// The number of bytes that `text` says: decimal digits, which may be followed by one of [#UNITS] in
    /// capital or small letters of ASCII. Blanks may stand around the text and between the two; without a
    /// unit it is bytes.
    ///
    /// Empty for everything else: no digit, a sign, a point, digits of other scripts, another unit (also
    /// one with the Kelvin sign, U+212A, which [String#equalsIgnoreCase] takes for a `k`), and more than
    /// [Long#MAX_VALUE] bytes. The last is where it goes wrong: `18014398509481985 KiB` has digits that fit
    /// into a `long`, but 1024 times as much wraps around to 1024, so multiply exactly or not at all.
    ///
    /// ```
    ///   4096    ► 4096          1.5 MiB                ► empty
    ///   64 MiB  ► 67108864      64 MB                  ► empty
    ///   64mib   ► 67108864      18014398509481985 KiB  ► empty
    ///   8 EiB   ► empty         9223372036854775807    ► 9223372036854775807
    /// ```
    @Exercise("3.18")
    static OptionalLong parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
            digits++;
        }
        String unit = trimmed.substring(digits).strip();
        if (unit.chars().anyMatch(each -> each > 0x7F)) {
            return OptionalLong.empty();
        }
        long factor = 1;
        for (String known : UNITS) {
            if (unit.equalsIgnoreCase(known) || (unit.isEmpty() && known.equals("B"))) {
                try {
                    return OptionalLong.of(Math.multiplyExact(Long.parseLong(trimmed.substring(0, digits)), factor));
                } catch (NumberFormatException | ArithmeticException _) {
                    return OptionalLong.empty();
                }
            }
            factor *= STEP;
        }
        return OptionalLong.empty();
    }

    /// `bytes` in the largest unit of which it is a whole number: what [#parse] reads again.
    static String show(long bytes) {
        long count = bytes;
        int unit = 0;
        while (count != 0 && count % STEP == 0 && unit < UNITS.size() - 1) {
            count /= STEP;
            unit++;
        }
        return unit == 0 ? Long.toString(count) : count + " " + UNITS.get(unit);
    }
}
