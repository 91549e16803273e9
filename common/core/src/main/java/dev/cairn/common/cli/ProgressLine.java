package dev.cairn.common.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/// How far long work has come, on one line of a terminal that is written again and again, and at the end
/// wiped out.
///
/// ```
///   load ━━━━━━━━━━━━────────────────  43 %    64,512 rows    118,204 rows/s   0:01 left
/// ```
///
/// Confined to one thread.
public final class ProgressLine {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final double NEWEST_WEIGHT = 0.2;
    private static final int BAR_COLUMNS_MAX = 30;
    private static final String TO_LINE_START_AND_WIPE = "\r\u001b[K";

    private final StandardStreams streams;
    private final String label;
    private final String unit;
    private final OptionalLong totalBytes;
    private final boolean hasLineCharacters;
    private final long begunNanos;
    private long drawnNanos;
    private long drawnCount;
    private double countPerSecond;
    private boolean isDrawn;

    /// @param label what is done
    /// @param unit what is counted
    /// @param totalBytes the size of the whole work, if it is known
    /// @param nowNanos any clock that does not go back
    public ProgressLine(StandardStreams streams, String label, String unit, OptionalLong totalBytes, long nowNanos) {
        this.streams = streams;
        this.label = label;
        this.unit = unit;
        this.totalBytes = totalBytes;
        this.hasLineCharacters = streams.err().charset().newEncoder().canEncode('━');
        this.begunNanos = nowNanos;
        this.drawnNanos = nowNanos;
    }

    /// Draws the line again, unless it was drawn a moment ago or nobody sees it.
    public void update(long count, long bytes, long nowNanos) {
        if (streams.terminals().isErrorTerminal() && nowNanos - drawnNanos >= REDRAW_NANOS) {
            noteSpeed(count, nowNanos);
            isDrawn = true;
            PrintStream err = streams.err();
            err.print(TO_LINE_START_AND_WIPE + line(count, bytes, nowNanos));
            err.flush();
        }
    }

    /// Wipes the line out, so that something else can be written.
    public void clear() {
        if (isDrawn) {
            isDrawn = false;
            streams.err().print(TO_LINE_START_AND_WIPE);
            streams.err().flush();
        }
    }

    /// The speed of late, so that a stall shows, smoothed so that it can be read.
    private void noteSpeed(long count, long nowNanos) {
        double newest = (count - drawnCount) * 1e9 / (nowNanos - drawnNanos);
        countPerSecond = drawnCount == 0 ? newest : countPerSecond + NEWEST_WEIGHT * (newest - countPerSecond);
        drawnNanos = nowNanos;
        drawnCount = count;
    }

    private String line(long count, long bytes, long nowNanos) {
        String counts = String.format(Locale.ROOT, "%,10d %s %,10.0f %s/s", count, unit, countPerSecond, unit);
        String head = label + " ";
        String tail = "";
        if (totalBytes.isPresent() && totalBytes.getAsLong() > 0) {
            double done = Math.min(1, (double) bytes / totalBytes.getAsLong());
            tail = "   " + left(done, nowNanos) + " left";
            int room = columns() - label.length() - counts.length() - tail.length() - " 100 %".length() - 2;
            head += bar(done, Math.min(room, BAR_COLUMNS_MAX)) + String.format(Locale.ROOT, " %3.0f %%", 100 * done);
        }
        String line = head + counts + tail;
        return line.length() < columns() ? line : line.substring(0, Math.max(0, columns() - 1));
    }

    private int columns() {
        return streams.terminals().errorColumns();
    }

    private String bar(double done, int columns) {
        int full = (int) Math.round(done * Math.max(0, columns));
        String head = hasLineCharacters ? "━" : "=";
        String rest = hasLineCharacters ? "─" : "-";
        return head.repeat(full) + rest.repeat(Math.max(0, columns - full));
    }

    private String left(double done, long nowNanos) {
        if (done == 0) {
            return "?:??";
        }
        long seconds = Math.round((nowNanos - begunNanos) / 1e9 * (1 - done) / done);
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
