package dev.cairn.rpc.given;

import dev.cairn.common.env.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands until a test moves it, from whatever number: near the end of its numbers, for one,
/// as that of a machine may be. It knows no date.
///
/// Thread-safe.
public final class SetClock implements Clock {
    private final AtomicLong nanos;

    /// A clock that stands at `nanos`.
    public SetClock(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    /// Moves it forward.
    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long wallMillis() {
        return 0;
    }
}
