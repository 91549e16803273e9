package dev.cairn.rpc.access;

import dev.cairn.common.env.Clock;
import java.time.Instant;

/// A clock that stands where a test has put it.
record SetWall(Instant now) implements Clock {
    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public long wallMillis() {
        return now.toEpochMilli();
    }
}
