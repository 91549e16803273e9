package dev.cairn.rpc.server;

import dev.cairn.common.env.Clock;
import java.util.function.LongSupplier;

/// A clock that a test sets: near the end of its numbers, for one, as that of a machine may be.
record SetClock(LongSupplier nanos) implements Clock {
    @Override
    public long nanoTime() {
        return nanos.getAsLong();
    }

    @Override
    public long wallMillis() {
        return 0;
    }
}
