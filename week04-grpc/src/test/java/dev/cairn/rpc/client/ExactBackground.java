package dev.cairn.rpc.client;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.sim.World;
import java.time.Duration;

/// Background work that runs in the very nanosecond for which it is asked, and is counted. Confined to the
/// world's thread.
final class ExactBackground implements Background {
    private static final int STEPS_MAX = 100_000;

    private final World world;
    private int steps;

    ExactBackground(World world) {
        this.world = world;
    }

    /// How many steps all jobs have made.
    int steps() {
        return steps;
    }

    @Override
    public Handle start(Job job) {
        runAfter(Duration.ZERO, job);
        return () -> {
            throw new UnsupportedOperationException("nothing is cancelled here");
        };
    }

    @Override
    public void close() {}

    private void runAfter(Duration delay, Job job) {
        world.schedule(delay, "background", job.name(), () -> step(job));
    }

    private void step(Job job) {
        Check.that(++steps <= STEPS_MAX, "more than %s steps: does %s never end?", STEPS_MAX, job.name());
        switch (job.step()) {
            case Job.Next.Again() -> runAfter(Duration.ZERO, job);
            case Job.Next.After(Duration delay) -> runAfter(delay, job);
            case Job.Next.Done() -> {}
        }
    }
}
