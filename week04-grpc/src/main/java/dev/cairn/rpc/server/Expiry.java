package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that what nobody uses ends also when no request comes: a job that runs while there is
/// something that may expire, and no longer.
///
/// It never waits longer than the shortest life, because what begins while it waits may end sooner than
/// what it waits for: so that everything is ended within its own life and the shortest one.
///
/// Thread-safe.
final class Expiry implements Job {
    private final Background background;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final Runnable expire;
    private final Supplier<OptionalLong> nextNanos;
    private Background.@Nullable Handle handle;
    private boolean isRunning;
    private boolean isClosed;

    /// @param shortestLife of all that may expire; an eighth of it is between two steps at least
    /// @param expire ends what is due
    /// @param nextNanos in how many nanoseconds something may be due; empty if there is nothing
    Expiry(Background background, Duration shortestLife, Runnable expire, Supplier<OptionalLong> nextNanos) {
        this.background = background;
        this.pauseMin = shortestLife.dividedBy(8);
        this.pauseMax = shortestLife;
        this.expire = expire;
        this.nextNanos = nextNanos;
    }

    @Override
    public String name() {
        return "expire";
    }

    /// There is something that may expire, perhaps for the first time.
    synchronized void wake() {
        if (!isRunning && !isClosed) {
            isRunning = true;
            handle = background.start(this);
        }
    }

    @Override
    public Next step() {
        synchronized (this) {
            isRunning = false;
        }
        expire.run();
        OptionalLong next = nextNanos.get();
        synchronized (this) {
            if (next.isEmpty() || isRunning || isClosed) {
                return Job.done();
            }
            isRunning = true;
            return Job.after(Duration.ofNanos(Math.clamp(next.getAsLong(), pauseMin.toNanos(), pauseMax.toNanos())));
        }
    }

    /// Starts no further step. Twice is the same as once.
    void close() {
        Background.Handle last;
        synchronized (this) {
            isClosed = true;
            last = handle;
        }
        if (last != null) {
            last.cancel();
        }
    }
}
