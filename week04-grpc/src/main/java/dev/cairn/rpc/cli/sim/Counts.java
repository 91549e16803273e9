package dev.cairn.rpc.cli.sim;

import dev.cairn.sim.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What one run, or many together, had in them: a search that covers nothing finds nothing.
///
/// Confined to one thread.
public final class Counts {
    private final Map<What, Long> counts = new EnumMap<>(What.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);

    /// What is counted.
    public enum What {
        /// Runs.
        RUN("runs"),
        /// Operations that clients began.
        OPERATION("operations"),
        /// Operations that did what was asked.
        OK("done"),
        /// Compare-and-sets that found another value.
        FOUND_ANOTHER("found another value"),
        /// Operations that were surely not done.
        NOT_DONE("not done"),
        /// Operations of which the client does not know.
        UNKNOWN("unknown"),
        /// Requests that came to the server.
        REQUEST("requests"),
        /// Writes that came to the server again.
        AGAIN("writes that came again"),
        /// Writes that came to the server again, to another process than at first.
        AGAIN_AFTER_RESTART("of these after a restart"),
        /// Starts of the server.
        START("starts of the server"),
        /// Events of the world.
        EVENT("events");

        private final String words;

        What(String words) {
            this.words = words;
        }
    }

    /// One more.
    public void add(What what) {
        add(what, 1);
    }

    private void add(What what, long count) {
        counts.merge(what, count, Long::sum);
    }

    /// What faults of that kind have done: messages that they struck, or processes.
    void add(Fault fault, long count) {
        faults.merge(fault, count, Long::sum);
    }

    /// All that another has.
    public void add(Counts other) {
        other.counts.forEach(this::add);
        other.faults.forEach(this::add);
    }

    /// How many.
    public long of(What what) {
        return counts.getOrDefault(what, 0L);
    }

    /// How many messages, or processes, faults of that kind have struck. What was planned and never happened is not
    /// counted.
    public long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /// Two lines: what there was, and how many messages or processes each kind of fault has struck.
    @Override
    public String toString() {
        String all = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words)
                .collect(Collectors.joining(", "));
        return all + "\nstruck: " + faults;
    }
}
