package dev.cairn.lsm.flush;

import dev.cairn.common.env.Background;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.Layers;
import dev.cairn.workbook.Exercise;
import java.util.Optional;
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
    private final JobSlot slot;
    private final Layers layers;
    private final Function<Flusher, JobSlot.Work> jobs;
    private final Runnable whenFlushed;
    private final AtomicLong flushes = new AtomicLong();
    private volatile BackgroundFailures failures = BackgroundFailures.NONE;
    private volatile @Nullable StoreException failing;

    /// @param jobs makes a job that flushes whatever is frozen
    /// @param whenFlushed is told of every table
    public Flusher(Background background, Layers layers, Function<Flusher, JobSlot.Work> jobs, Runnable whenFlushed) {
        this.slot = new JobSlot(background);
        this.layers = layers;
        this.jobs = jobs;
        this.whenFlushed = whenFlushed;
    }

    /// Begins to flush, unless that is being done, or all has been stopped. Any number of threads may ask
    /// at a time, and one job is started: by who takes the [#slot].
    @Exercise("2.15")
    public void request() {
        if (slot.take()) {
            slot.start(jobs.apply(this));
        }
    }

    /// Begins nothing any more, waits for the step that is running, and drops what is half done.
    public void stop() {
        slot.stop();
    }

    /// The job has ended, because it saw nothing left to flush. What came since, and found it running,
    /// asks for another one.
    @Exercise("2.15")
    public void idle() {
        slot.leave();
        if (!layers.state().frozen().isEmpty()) {
            request();
        }
    }

    /// A bug, or a lack of memory, has ended `job`: it is started once more, to go on where it was.
    void replace(JobSlot.Work job) {
        slot.start(job);
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
    public BackgroundFailures failures() {
        return failures;
    }
}
