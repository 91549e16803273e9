package dev.cairn.sim;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Env;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Everything outside of the code under test, as a function of one seed: time, chance, and what happens next.
///
/// There is one queue of events, ordered by time and then by when they were scheduled. Time passes only from event
/// to event. Chance comes from named streams, each a function of the seed and its name alone, so that one source
/// more or less does not change what the others yield.
///
/// Confined to one thread; nothing in a world may block.
public final class World {
    private static final int IDLE_EVENTS_MAX = 1_000_000;

    private final long seed;
    private final Trace trace;
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::sequence));
    private final Map<String, RandomGenerator> streams = new HashMap<>();
    private final SimClock clock = new SimClock(this::nanos);
    private String replay = "";
    private long nanos;
    private long sequence;

    /// Something that is due.
    record Event(long nanos, long sequence, String lane, String what, Runnable action, Gate gate) {}

    /// Asked when the time of an event has come, whether it runs now. Who says no drops it, or keeps it to hand it
    /// back by [#again].
    @FunctionalInterface
    interface Gate {
        boolean admits(Event event);
    }

    /// A world that keeps its trace.
    public World(long seed) {
        this(seed, Trace.on());
    }

    /// A world that keeps what `trace` keeps.
    public World(long seed, Trace trace) {
        this.seed = seed;
        this.trace = trace;
    }

    /// Has failures say that this command repeats the run.
    public World replayedBy(String command) {
        replay = command;
        return this;
    }

    /// What the whole run follows from.
    public long seed() {
        return seed;
    }

    /// Nanoseconds since the world began.
    public long nanos() {
        return nanos;
    }

    /// The stream of chance of that name; asking again goes on where it was.
    public RandomGenerator stream(String name) {
        return streams.computeIfAbsent(name, key -> {
            long mixed = new SplittableRandom(seed).nextLong();
            for (int i = 0; i < key.length(); i++) {
                mixed = new SplittableRandom(mixed + key.charAt(i)).nextLong();
            }
            return new SplittableRandom(mixed);
        });
    }

    /// The world's clock.
    public SimClock clock() {
        return clock;
    }

    /// What a process that starts now takes from the machine. Closing it ends its background work: so does its death.
    public Env env() {
        SimBackground background = new SimBackground(
                (delay, what, action, isLive) -> schedule(delay, "job", what, action, _ -> isLive.getAsBoolean()),
                stream("background"));
        return new Env(clock, background, stream("env"));
    }

    /// Runs `action` after `delay` as one event.
    public void schedule(Duration delay, String lane, String what, Runnable action) {
        schedule(delay, lane, what, action, _ -> true);
    }

    void schedule(Duration delay, String lane, String what, Runnable action, Gate gate) {
        Check.argument(!delay.isNegative(), "%s would be %s ago", what, delay);
        queue.add(new Event(Math.addExact(nanos, delay.toNanos()), sequence++, lane, what, action, gate));
    }

    /// Has an event run that a gate kept when its time came: before all that is due now, in the old order.
    void again(Event event) {
        queue.add(event);
    }

    /// Runs the next event, whenever it is due.
    ///
    /// @return whether there was one
    public boolean runOne() {
        for (Event event = queue.poll(); event != null; event = queue.poll()) {
            if (event.gate.admits(event)) {
                run(event);
                return true;
            }
        }
        return false;
    }

    /// Runs events until there are none. A job that goes on for ever fails the run.
    public void runUntilIdle() {
        int count = 0;
        while (runOne()) {
            Check.that(++count < IDLE_EVENTS_MAX, "not idle after %s events: does a job never end?", count);
        }
    }

    /// Lets time pass, with all events that are due in it.
    public void advance(Duration duration) {
        long end = Math.addExact(nanos, duration.toNanos());
        for (Event event = queue.peek(); event != null && event.nanos <= end; event = queue.peek()) {
            queue.remove();
            if (event.gate.admits(event)) {
                run(event);
            }
        }
        nanos = end;
    }

    /// Adds something that happened to the trace.
    public void note(String lane, String what) {
        if (trace.isOn()) {
            trace.add(new Trace.Event(nanos, lane, what));
        }
    }

    /// What happened so far.
    public Trace trace() {
        return trace;
    }

    /// Runs `story` in two worlds of one seed, and fails if they differ in any event.
    ///
    /// @return the hash of the events
    public static long requireSameTwice(long seed, Consumer<World> story) {
        World first = new World(seed);
        story.accept(first);
        World second = new World(seed);
        story.accept(second);
        if (first.trace.hash() != second.trace.hash()) {
            throw new Violation(
                    Invariant.SAME,
                    "seed " + seed + " gave two different runs; " + firstDifference(first.trace, second.trace),
                    "Look there for an identity hash, a hash map's order, real time, a real thread, or static state.",
                    null);
        }
        return first.trace.hash();
    }

    private static String firstDifference(Trace first, Trace second) {
        List<Trace.Event> ones = first.events();
        List<Trace.Event> others = second.events();
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            if (!ones.get(i).equals(others.get(i))) {
                return "event " + i + " was " + ones.get(i) + ", then " + others.get(i);
            }
        }
        return "one had " + ones.size() + " events, the other " + others.size();
    }

    private void run(Event event) {
        nanos = Math.max(nanos, event.nanos);
        note(event.lane, event.what);
        try {
            event.action.run();
        } catch (Violation violation) {
            throw violation;
        } catch (RuntimeException | Error bug) {
            throw new Violation(
                    Invariant.BUG,
                    event.lane + " " + event.what + " threw " + bug,
                    trace.ladder() + "replay: " + (replay.isEmpty() ? "seed " + seed : replay),
                    bug);
        }
    }
}
