package dev.cairn.rpc.server;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that what nobody uses ends also when no request comes: a job that runs while there is
/// something that may expire, and no longer.
///
/// It never waits longer than the shortest life, because what begins while it waits may end sooner than
/// what it waits for: so that everything is ended within its own life and the shortest one. If much is due,
/// it goes on without a pause until the end of all of it has been begun.
///
/// One job at a time: who wakes it while it works has it look once more.
///
/// Thread-safe.
final class Expiry implements Job {
    private final Background background;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final BooleanSupplier expire;
    private final Supplier<OptionalLong> nextNanos;
    private Background.@Nullable Handle handle;
    private boolean isRunning;
    private boolean isWoken;
    private boolean isClosed;

    /// @param shortestLife of all that may expire; an eighth of it is between two steps at least
    /// @param expire ends what is due, or a part of it, and says whether there may be more
    /// @param nextNanos in how many nanoseconds something may be due; empty if there is nothing
    Expiry(Background background, Duration shortestLife, BooleanSupplier expire, Supplier<OptionalLong> nextNanos) {
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
        isWoken = true;
        if (!isRunning && !isClosed) {
            isRunning = true;
            handle = background.start(this);
        }
    }

    /// Ends what is due, and says when to look again: at once if there may be more, and else when the next
    /// is due, but after [#pauseMin] at the soonest and [#pauseMax] at the latest. If there is nothing that
    /// may expire, it looks again at once if it was woken meanwhile ([#isWoken]), and else it is done. If it
    /// is closed it is done, and ends nothing any more. Who is done is not running ([#isRunning]).
    ///
    /// `expire` and `nextNanos` take locks of their own, and are not called under this one's.
    @Override
    @Exercise("4.12")
    public Next step() {
        synchronized (this) {
            isWoken = false;
            if (isClosed) {
                return Job.done();
            }
        }
        boolean isMore = expire.getAsBoolean();
        OptionalLong next = nextNanos.get();
        synchronized (this) {
            isRunning = !isClosed && (isMore || isWoken || next.isPresent());
            if (!isRunning) {
                return Job.done();
            }
            return isMore || next.isEmpty()
                    ? Job.again()
                    : Job.after(Duration.ofNanos(Math.clamp(next.getAsLong(), pauseMin.toNanos(), pauseMax.toNanos())));
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
