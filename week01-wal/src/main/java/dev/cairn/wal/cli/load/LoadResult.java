package dev.cairn.wal.cli.load;

import java.util.Locale;

/// What a [Loading] did.
///
/// Immutable.
///
/// @param ending why it came to its end
/// @param rows number of rows that were acknowledged: the first ones of the input
/// @param nanos how long it took
/// @param medianNanos how long it took until half of the batches were acknowledged, each from when it was
///     submitted
/// @param tailNanos the same for 99 of 100 batches
public record LoadResult(Ending ending, long rows, long nanos, long medianNanos, long tailNanos) {
    /// Rows, time, rate and waits on one line.
    ///
    /// @param promise under which they were acknowledged
    public String summary(String promise) {
        double seconds = nanos / 1e9;
        return String.format(
                Locale.ROOT,
                "loaded %,d rows in %.2f s: %,.0f rows/s, %s, batch p50 %.1f ms, p99 %.1f ms",
                rows,
                seconds,
                seconds == 0 ? 0 : rows / seconds,
                promise,
                medianNanos / 1e6,
                tailNanos / 1e6);
    }
}
