package dev.cairn.common.env;

import dev.cairn.common.check.Check;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Background jobs on a fixed number of real daemon threads.
///
/// A step is queued behind what is due already: a job that asks to go on at once gives the others their turn. If
/// nothing is due, it keeps its thread: through the queue an idle thread would be woken for each step, which takes
/// longer than most steps. Nothing here interrupts a step: cancelling and closing wait for it. A pool that is shut
/// down drops tasks that are not due and discards new ones; it still runs those that are due, which then do nothing.
///
/// Thread-safe.
final class ThreadBackground implements Background {
    private final Set<Thread> own = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor pool;

    ThreadBackground(String name, int threads) {
        Check.argument(threads > 0, "background work needs at least one thread, not %s", threads);
        ThreadFactory factory = Thread.ofPlatform().name(name + "-", 1).daemon().factory();
        pool = new ScheduledThreadPoolExecutor(
                threads, task -> remembered(factory.newThread(task)), new ThreadPoolExecutor.DiscardPolicy());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Handle start(Job job) {
        Running running = new Running(job);
        running.runAfter(Duration.ZERO);
        return running;
    }

    @Override
    public void close() {
        Check.that(
                !own.contains(Thread.currentThread()), "a step cannot close its background: it would wait for itself");
        pool.shutdown();
        Uninterrupted.await(() -> pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    }

    private Thread remembered(Thread thread) {
        own.add(thread);
        return thread;
    }

    private boolean isAnyDue() {
        return pool.getQueue().peek() instanceof Delayed first && first.getDelay(TimeUnit.NANOSECONDS) <= 0;
    }

    /// A job between its start and its end. Its monitor is held while a step runs.
    private final class Running implements Handle, Runnable {
        private final Job job;
        private volatile boolean isCancelled;
        private @Nullable Future<?> next;

        Running(Job job) {
            this.job = job;
        }

        synchronized void runAfter(Duration delay) {
            if (!isCancelled) {
                next = pool.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public synchronized void run() {
            try {
                boolean goesOn = true;
                while (goesOn && !isCancelled && !pool.isShutdown()) {
                    goesOn = step();
                }
            } catch (RuntimeException | Error bug) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
            }
        }

        /// Does one step, and answers whether the next one is to follow on this thread.
        private boolean step() {
            return switch (job.step()) {
                case Job.Next.Again() -> {
                    boolean isAlone = !isAnyDue();
                    if (!isAlone) {
                        runAfter(Duration.ZERO);
                    }
                    yield isAlone;
                }
                case Job.Next.After(Duration delay) -> {
                    runAfter(delay);
                    yield false;
                }
                case Job.Next.Done() -> false;
            };
        }

        @Override
        public void cancel() {
            isCancelled = true;
            synchronized (this) {
                if (next != null) {
                    next.cancel(false);
                }
            }
        }
    }
}
