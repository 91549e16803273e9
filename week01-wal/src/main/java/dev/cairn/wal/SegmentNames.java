package dev.cairn.wal;

import dev.cairn.common.check.Check;
import java.util.Locale;
import java.util.OptionalLong;

/// How the files of a log are called: at least six digits and a suffix (`000012.log`), or a prefix and digits
/// (`MANIFEST-000012`). Order is by number, never by name. The digits are ASCII on every machine, whatever its
/// language.
///
/// Immutable.
public record SegmentNames(String prefix, String suffix) {
    /// `000012.log`, LevelDB's write-ahead log.
    public static final SegmentNames LOG = new SegmentNames("", ".log");

    private static final int DIGITS_MAX = 18;

    /// The name of segment `number`, which is at least 1.
    public String nameOf(long number) {
        Check.argument(number > 0, "segment number %s is below 1", number);
        return String.format(Locale.ROOT, "%s%06d%s", prefix, number, suffix);
    }

    /// The number in `name`, or empty if it is not the name of a segment.
    public OptionalLong numberIn(String name) {
        int digits = name.length() - prefix.length() - suffix.length();
        if (digits < 1 || digits > DIGITS_MAX || !name.startsWith(prefix) || !name.endsWith(suffix)) {
            return OptionalLong.empty();
        }
        String digitsOfName = name.substring(prefix.length(), prefix.length() + digits);
        if (!digitsOfName.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(digitsOfName);
        return number > 0 && nameOf(number).equals(name) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
