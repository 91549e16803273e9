package dev.cairn.lsm.cli.bench.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Waits until this process has nothing to do any more: until flushes and merges that a workload has left behind
/// are done, whichever store does them.
///
/// A process counts as quiet when for three slices of 100 ms in a row it used less than a twentieth of a
/// processor. That needs no help of the store, so it is the same for all of them. Stateless, but for the clocks.
///
/// @param cpuNanos gives the processor time of the process
/// @param nanos gives the time
/// @param pause waits for as many nanoseconds
public record Quiet(LongSupplier cpuNanos, LongSupplier nanos, Pause pause) {
    private static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();
    private static final int SLICES = 3;
    private static final int BUSY_SHARE = 20;

    /// Waits.
    @FunctionalInterface
    public interface Pause {
        void nanos(long nanos);
    }

    /// Of this process.
    public static Quiet ofThisProcess() {
        return new Quiet(OwnProcess::cpuNanos, System::nanoTime, LockSupport::parkNanos);
    }

    /// Waits until it is quiet, but no longer than `max`.
    ///
    /// @return how long it was busy yet, in nanoseconds
    public long await(Duration max) {
        long begin = nanos.getAsLong();
        long busyUntil = begin;
        int quiet = 0;
        while (quiet < SLICES && nanos.getAsLong() - begin < max.toNanos()) {
            long since = nanos.getAsLong();
            long cpuSince = cpuNanos.getAsLong();
            pause.nanos(SLICE_NANOS);
            long now = nanos.getAsLong();
            boolean isBusy = (cpuNanos.getAsLong() - cpuSince) * BUSY_SHARE > now - since;
            quiet = isBusy ? 0 : quiet + 1;
            busyUntil = isBusy ? now : busyUntil;
        }
        return busyUntil - begin;
    }
}
