package dev.cairn.common.env;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Background jobs on a fixed number of real daemon threads.
///
/// A job keeps its thread while it asks to go on at once, and gives it up while it waits. Nothing here interrupts a
/// thread: closing waits for the steps that are running. Thread-safe.
final class ThreadBackground implements Background {
    private final ScheduledThreadPoolExecutor threads;

    ThreadBackground(String name, int threads) {
        AtomicInteger made = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(threads, work -> {
            Thread thread = new Thread(work, name + "-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.threads.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Handle start(Job job) {
        Running running = new Running(job);
        running.runAfterNanos(0);
        return running;
    }

    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                interrupted |= !threads.awaitTermination(1, TimeUnit.DAYS) && false;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Running implements Handle, Runnable {
        private final Job job;
        private final ReentrantLock stepping = new ReentrantLock();
        private volatile boolean isCancelled;

        Running(Job job) {
            this.job = job;
        }

        @Override
        public void run() {
            Job.Next next = Job.again();
            while (next instanceof Job.Next.Again && !isCancelled && !threads.isShutdown()) {
                next = step();
            }
            if (next instanceof Job.Next.After after) {
                runAfterNanos(after.delay().toNanos());
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
            stepping.lock();
            stepping.unlock();
        }

        private Job.Next step() {
            stepping.lock();
            try {
                return isCancelled ? Job.done() : job.step();
            } catch (RuntimeException | Error bug) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, bug);
                return Job.done();
            } finally {
                stepping.unlock();
            }
        }

        private void runAfterNanos(long nanos) {
            if (!isCancelled && !threads.isShutdown()) {
                threads.schedule(this, nanos, TimeUnit.NANOSECONDS);
            }
        }
    }
}
