package dev.cairn.sim;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Background work of one process: each step of each job is one event of the world, a small random time after the
/// last.
///
/// Closing it is also how a process dies: nothing that waits is ever run. Confined to the world's thread.
final class SimBackground implements Background {
    private static final long STEP_NANOS_MAX = 100_000;

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private boolean isClosed;

    /// Where steps are put into the world's queue.
    @FunctionalInterface
    interface Scheduler {
        /// Runs `action` after `delay` as one event, unless it is not live by then.
        void schedule(Duration delay, String what, Runnable action, BooleanSupplier isLive);
    }

    SimBackground(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    @Override
    public Handle start(Job job) {
        Started started = new Started(job);
        started.runAfter(Duration.ZERO);
        return started;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /// A job that was started.
    private final class Started implements Handle {
        private final Job job;
        private boolean isCancelled;

        Started(Job job) {
            this.job = job;
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }

        private void runAfter(Duration delay) {
            scheduler.schedule(
                    delay.plusNanos(1 + random.nextLong(STEP_NANOS_MAX)), job.name(), this::step, this::isLive);
        }

        private boolean isLive() {
            return !isCancelled && !isClosed;
        }

        private void step() {
            switch (job.step()) {
                case Job.Next.Again() -> runAfter(Duration.ZERO);
                case Job.Next.After(Duration delay) -> runAfter(delay);
                case Job.Next.Done() -> {}
            }
        }
    }
}
