package dev.cairn.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What happened in a world, in order.
///
/// The events are data; [#ladder] draws them as text. Confined to the world's thread.
public final class Trace {
    private static final int LADDER_LINES_MAX = 40;
    private static final long NANOS_PER_MICRO = 1_000;

    private final List<Event> events = new ArrayList<>();
    private final boolean isOn;
    private long hash = 1;

    /// One thing that happened.
    ///
    /// @param nanos the world's time
    /// @param lane who did it: `client`, `disk`, `job`, or a node
    /// @param what in words
    public record Event(long nanos, String lane, String what) {}

    private Trace(boolean isOn) {
        this.isOn = isOn;
    }

    /// Keeps every event.
    public static Trace on() {
        return new Trace(true);
    }

    /// Keeps nothing, for worlds that live for microseconds.
    public static Trace off() {
        return new Trace(false);
    }

    /// Whether events are kept; if not, nobody need describe them.
    public boolean isOn() {
        return isOn;
    }

    /// Everything so far.
    public List<Event> events() {
        return List.copyOf(events);
    }

    /// A number that depends on every event and on their order.
    public long hash() {
        return hash;
    }

    void add(Event event) {
        if (isOn) {
            events.add(event);
            hash = hash * 0x9E3779B97F4A7C15L + event.nanos();
            hash = (hash ^ (hash >>> 29)) * 31 + event.lane().hashCode();
            hash = (hash ^ (hash >>> 32)) * 31 + event.what().hashCode();
        }
    }

    /// The last events, in at most 40 lines: a column for each lane, time running down.
    public String ladder() {
        int skipped = Math.max(0, events.size() - (LADDER_LINES_MAX - 2));
        List<Event> shown = events.subList(skipped, events.size());
        Set<String> lanes = new TreeSet<>();
        shown.forEach(event -> lanes.add(event.lane()));
        StringBuilder text = new StringBuilder(row("microseconds", lanes, ""));
        if (skipped > 0) {
            text.append(row("", Set.of(), "... " + skipped + " events before"));
        }
        for (Event event : shown) {
            List<String> before = lanes.stream()
                    .takeWhile(lane -> !lane.equals(event.lane()))
                    .map(_ -> "|")
                    .toList();
            text.append(row(String.valueOf(event.nanos() / NANOS_PER_MICRO), before, event.what()));
        }
        return text.toString();
    }

    private static String row(String time, Collection<String> cells, String last) {
        StringBuilder row = new StringBuilder("%12s  ".formatted(time));
        cells.forEach(cell -> row.append("%-10s  ".formatted(cell)));
        return row.append(last).toString().stripTrailing() + "\n";
    }
}
