package dev.cairn.lsm.flush;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.Layers;
import dev.cairn.workbook.Exercise;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sees to it that frozen memtables are flushed, one after the other, oldest first, by at most one
/// [FlushJob].
///
/// A later memtable is never flushed before an earlier one: the edit of a flush says from which segment on
/// the log is needed, and what is before that is dropped.
///
/// A job is started and noted under one lock, which [#stop] takes too: so none goes on behind a store that is closed,
/// in a directory that may have another owner by then.
///
/// Thread-safe.
public final class Flusher {
    private final Background background;
    private final Layers layers;
    private final Function<Flusher, Flush> jobs;
    private final Runnable whenFlushed;
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile FlushFailures failures = FlushFailures.NONE;
    private volatile @Nullable StoreException failing;
    private Optional<Started> running = Optional.empty();
    private boolean isStopped;

    /// What flushes.
    public interface Flush extends Job {
        /// Releases and removes what is half done. No step runs any more.
        void drop();
    }

    /// @param jobs makes a job that flushes whatever is frozen
    /// @param whenFlushed is told of every table
    public Flusher(Background background, Layers layers, Function<Flusher, Flush> jobs, Runnable whenFlushed) {
        this.background = background;
        this.layers = layers;
        this.jobs = jobs;
        this.whenFlushed = whenFlushed;
    }

    /// Begins to flush, unless that is being done, or all has been stopped. Any number of threads may ask
    /// at a time, and one job is started ([#start]).
    @Exercise("2.15")
    public void request() {
        if (isRunning.compareAndSet(false, true)) {
            start(jobs.apply(this));
        }
    }

    /// Begins nothing any more, waits for the step that is running, and drops what is half done.
    public void stop() {
        stopStarting().ifPresent(last -> {
            last.handle().cancel();
            last.job().drop();
        });
    }

    /// The job has ended, because it saw nothing left to flush. What came since, and found it running,
    /// asks for another one.
    @Exercise("2.15")
    public void idle() {
        isRunning.set(false);
        if (!layers.state().frozen().isEmpty()) {
            request();
        }
    }

    /// A bug, or a lack of memory, has ended `job`: it is started once more, to go on where it was.
    void replace(Flush job) {
        start(job);
    }

    /// An attempt has failed.
    public void failed(StoreException failure) {
        failing = failure;
        failures = failures.with(String.valueOf(failure.getMessage()));
    }

    /// A memtable is in a table, but something that nobody needs any more could not be removed.
    public void leftBehind(StoreException failure) {
        failures = failures.with(String.valueOf(failure.getMessage()));
    }

    /// A memtable is in a table.
    public void succeeded(Frozen memtable) {
        failing = null;
        flushes.incrementAndGet();
        memtable.flushed().complete(null);
        whenFlushed.run();
    }

    /// Why the last attempt failed, if it did.
    public Optional<StoreException> failing() {
        return Optional.ofNullable(failing);
    }

    /// How many memtables were flushed.
    public long flushes() {
        return flushes.get();
    }

    /// All that have failed.
    public FlushFailures failures() {
        return failures;
    }

    /// Starts `job`, unless all has been stopped.
    private void start(Flush job) {
        starting.lock();
        try {
            if (!isStopped) {
                running = Optional.of(new Started(job, background.start(job)));
            }
        } catch (RuntimeException | Error failure) {
            isRunning.set(false);
            throw failure;
        } finally {
            starting.unlock();
        }
    }

    /// From here on nothing is started, so what was started last is all that may be running.
    private Optional<Started> stopStarting() {
        starting.lock();
        try {
            isStopped = true;
            return running;
        } finally {
            starting.unlock();
        }
    }

    /// A job, and what cancels it.
    private record Started(Flush job, Background.Handle handle) {}
}
