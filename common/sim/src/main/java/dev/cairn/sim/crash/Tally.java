package dev.cairn.sim.crash;

import dev.cairn.common.env.Clock;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskImage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Counts what a search does while it does it.
///
/// A state is a distinct image of the disk; it is counted when a store is opened on it for the first time, in
/// whatever workload. Thread-safe.
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Clock clock = Clock.system();
    private final long startNanos = clock.nanoTime();
    private long workloads;
    private long calls;
    private long points;
    private long kills;
    private long states;
    private long statesInside;
    private long recoveries;
    private long failures;

    synchronized void ranWorkload(int callsMade) {
        workloads++;
        calls += callsMade;
    }

    synchronized void reachedPoint() {
        points++;
    }

    synchronized void killed() {
        kills++;
    }

    synchronized void failedCall() {
        failures++;
    }

    /// A store was opened on `image`.
    ///
    /// @param isNew whether it is the first time
    /// @param isInside whether a crash in or after a recovery led there, and not yet one of the workload
    synchronized void openedOn(DiskImage image, boolean isNew, boolean isInside) {
        recoveries++;
        if (isNew) {
            states++;
            statesInside += isInside ? 1 : 0;
            Fault.ofBits(image.faultBits()).forEach(fault -> faults.merge(fault, 1L, Long::sum));
        } else if (!isInside) {
            statesInside--;
        }
    }

    synchronized Coverage coverage() {
        return new Coverage(
                workloads,
                calls,
                points,
                states,
                statesInside,
                recoveries,
                kills,
                failures,
                faults,
                Duration.ofNanos(clock.nanoTime() - startNanos));
    }
}
