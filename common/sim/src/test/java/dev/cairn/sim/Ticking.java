package dev.cairn.sim;

import dev.cairn.common.env.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that goes on by a millisecond whenever it is looked at.
///
/// Thread-safe.
///
/// @param nanos what it shows next
record Ticking(AtomicLong nanos) implements Clock {
    static final long STEP_NANOS = 1_000_000;

    @Override
    public long nanoTime() {
        return nanos.getAndAdd(STEP_NANOS);
    }

    @Override
    public long wallMillis() {
        return 0;
    }
}
