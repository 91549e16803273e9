package dev.cairn.sim;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One process in a world: what it does by timers, background jobs and deliveries, and that it may stand
/// still or die.
///
/// - *Killed*: nothing that was due in it ever happens. What it handed to disks and networks stays.
/// - *Paused*: nothing happens in it while time goes on, its clock too. Whatever falls due meanwhile
///   (timers, steps of jobs, deliveries) happens when it goes on, at once and in the order in which it was
///   due. Since each step of a job is an event, a pause also falls between two steps: between a check and
///   what relies on it.
/// - *Restarted*: a new process of the same name on the same machine, whose clock went on.
///
/// Its chance comes from streams of its name, and what it does is noted in a lane of its name. Confined to
/// the world's thread.
public final class SimProcess {
    private final World world;
    private final NodeId name;
    private final SimClock clock;
    private final Env env;
    private final List<World.Event> held = new ArrayList<>();
    private boolean isAlive = true;
    private boolean isPaused;

    /// A process that runs, on a machine whose clock is right.
    public SimProcess(World world, NodeId name) {
        this(world, name, new SimClock(world::nanos));
    }

    private SimProcess(World world, NodeId name, SimClock clock) {
        this.world = world;
        this.name = name;
        this.clock = clock;
        SimBackground background = new SimBackground(
                (delay, what, action, isLive) -> schedule(clock.inWorld(delay), what, action, isLive),
                world.stream("background of " + name));
        this.env = new Env(clock, background, world.stream("env of " + name));
    }

    /// What it is called.
    public NodeId name() {
        return name;
    }

    /// What the code in it takes from the machine. Its jobs wait by its own clock, at the rate that this
    /// has when the wait begins.
    public Env env() {
        return env;
    }

    /// The machine's clock: skew, rate and steps can be set at any moment.
    public SimClock clock() {
        return clock;
    }

    /// Whether it was not killed.
    public boolean isAlive() {
        return isAlive;
    }

    /// Whether it stands still.
    public boolean isPaused() {
        return isPaused;
    }

    /// Runs `action` in it as one event, when `delay` has passed in the world; never, if it dies first.
    public void schedule(Duration delay, String what, Runnable action) {
        schedule(delay, what, action, () -> true);
    }

    private void schedule(Duration delay, String what, Runnable action, BooleanSupplier isLive) {
        world.schedule(
                delay, name.name(), what, action, event -> isLive.getAsBoolean() && isTold(event) && !isHeld(event));
    }

    /// Whether it lives to see `event`.
    private boolean isTold(World.Event event) {
        if (!isAlive) {
            world.note(name.name(), "dead, so not: " + event.what());
        }
        return isAlive;
    }

    private boolean isHeld(World.Event event) {
        return isPaused && held.add(event);
    }

    /// Stands still from now on. Pausing twice is the same as once.
    public void pause() {
        Check.that(isAlive, "%s is dead and cannot stand still", name);
        world.note(name.name(), "paused");
        isPaused = true;
    }

    /// Goes on, first with what fell due meanwhile.
    public void resume() {
        Check.that(isAlive, "%s is dead and cannot go on", name);
        world.note(name.name(), "resumed");
        isPaused = false;
        held.forEach(world::again);
        held.clear();
    }

    /// Dies at once. Killing twice is the same as once.
    public void kill() {
        if (isAlive) {
            world.note(name.name(), "killed");
        }
        isAlive = false;
        env.close();
        held.clear();
    }

    /// A new process of this name, on the same machine; this one is dead.
    public SimProcess restart() {
        Check.that(!isAlive, "%s is alive: kill it before it starts again", name);
        world.note(name.name(), "restarted");
        return new SimProcess(world, name, clock);
    }
}
