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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sees to it that frozen memtables are flushed, one after the other, oldest first, by at most one
/// [FlushJob].
///
/// A later memtable is never flushed before an earlier one: the edit of a flush says from which segment on
/// the log is needed, and what is before that is dropped.
///
/// Thread-safe.
public final class Flusher {
    private final Background background;
    private final Layers layers;
    private final Function<Flusher, Job> jobs;
    private final Runnable whenFlushed;
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile FlushFailures failures = FlushFailures.NONE;
    private volatile @Nullable StoreException failing;
    private volatile Background.@Nullable Handle running;
    private volatile boolean isStopped;

    /// @param jobs makes a job that flushes whatever is frozen
    /// @param whenFlushed is told of every table
    public Flusher(Background background, Layers layers, Function<Flusher, Job> jobs, Runnable whenFlushed) {
        this.background = background;
        this.layers = layers;
        this.jobs = jobs;
        this.whenFlushed = whenFlushed;
    }

    /// Begins to flush, unless that is being done, or all has been stopped. Any number of threads may ask
    /// at a time, and one job is started.
    @Exercise("2.14")
    public void request() {
        if (!isStopped && isRunning.compareAndSet(false, true)) {
            running = background.start(jobs.apply(this));
        }
    }

    /// Begins nothing any more, and waits for the step that is running, which may have begun the next job:
    /// then for that one as well.
    @Exercise("2.14")
    public void stop() {
        isStopped = true;
        Background.@Nullable Handle stopped = null;
        Background.@Nullable Handle last = running;
        while (last != null && last != stopped) {
            last.cancel();
            stopped = last;
            last = running;
        }
    }

    /// The job has ended, because it saw nothing left to flush. What came since, and found it running,
    /// asks for another one.
    @Exercise("2.14")
    public void idle() {
        isRunning.set(false);
        if (!layers.state().frozen().isEmpty()) {
            request();
        }
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
}
