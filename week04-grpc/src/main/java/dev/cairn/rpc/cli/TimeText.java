package dev.cairn.rpc.cli;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as a person writes it on a command line, a day at most: `500ms`, `10s`, `2m`.
public final class TimeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    private static final Duration MAX = Duration.ofDays(1);

    private TimeText() {}

    /// The time that `text` stands for.
    ///
    /// @param option for messages: `--grace`
    /// @throws StoreException.Refused if it is none
    public static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new StoreException.Refused(
                    option + " is \"" + text + "\", but must be a time with ms, s or m, as in 500ms, 10s or 2m");
        }
        Duration time = time(Long.parseLong(form.group(1)), form.group(2));
        if (time.compareTo(MAX) > 0) {
            throw new StoreException.Refused(option + " is \"" + text + "\", but must be a day at most (1440m)");
        }
        return time;
    }

    private static Duration time(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
