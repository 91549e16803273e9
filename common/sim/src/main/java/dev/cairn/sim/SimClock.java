package dev.cairn.sim;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A clock that shows a world's time, perhaps badly: its rate and the skew of its wall time can be set at any moment.
///
/// Confined to the world's thread.
public final class SimClock implements Clock {
    /// What the wall shows when a world begins: 2026-01-01T00:00Z.
    public static final long WALL_MILLIS_AT_START = 1_767_225_600_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier worldNanos;
    private long worldNanosAtRateChange;
    private double nanosAtRateChange;
    private double rate = 1;
    private long skewMillis;

    SimClock(LongSupplier worldNanos) {
        this.worldNanos = worldNanos;
    }

    @Override
    public long nanoTime() {
        return (long) (nanosAtRateChange + rate * (worldNanos.getAsLong() - worldNanosAtRateChange));
    }

    @Override
    public long wallMillis() {
        return WALL_MILLIS_AT_START + nanoTime() / NANOS_PER_MILLI + skewMillis;
    }

    /// From now on, `newRate` seconds pass here in a second of the world; more than 0.
    public void runAtRate(double newRate) {
        Check.argument(newRate > 0, "rate %s of a clock is not above 0", newRate);
        nanosAtRateChange = nanoTime();
        worldNanosAtRateChange = worldNanos.getAsLong();
        rate = newRate;
    }

    /// How long the world takes for a duration that this clock is to measure, as long as its rate stays.
    Duration inWorld(Duration measured) {
        return Duration.ofNanos((long) Math.ceil(measured.toNanos() / rate));
    }

    /// Moves the wall time, either way; durations are not touched.
    public void stepWall(Duration step) {
        skewMillis += step.toMillis();
    }
}
