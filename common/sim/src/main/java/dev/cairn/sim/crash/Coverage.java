package dev.cairn.sim.crash;

import dev.cairn.sim.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a search covered.
///
/// Immutable.
///
/// @param workloads number of runs of a workload
/// @param calls file-system calls made in them; each is a crash point
/// @param points crash points, the moments after the last calls among them
/// @param states distinct disk images on which a store was opened
/// @param statesInside those of them that only a second crash leads to, in a recovery or in the life after it
/// @param recoveries openings on them; some were opened in more than one workload
/// @param kills states in which the process was killed and another one went on
/// @param failures calls that were made to fail
/// @param faults how many of the states show each kind of loss
/// @param elapsed time it took
public record Coverage(
        long workloads,
        long calls,
        long points,
        long states,
        long statesInside,
        long recoveries,
        long kills,
        long failures,
        Map<Fault, Long> faults,
        Duration elapsed) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Copies the map.
    public Coverage {
        faults = new TreeMap<>(faults);
    }

    /// Fails if less was covered.
    public Coverage require(long workloadsMin, long statesMin) {
        if (workloads < workloadsMin || states < statesMin) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "The search was to cover at least %,d workloads and %,d states, and did not:%n%s",
                    workloadsMin,
                    statesMin,
                    this));
        }
        return this;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                """
                %,d workloads, %,d file-system calls, %,d crash points, %,d kills, %,d failing calls
                %,d distinct states of the disk, %,d of them after a second crash; %,d recoveries
                losses shown: %s
                %.1f s, %,.0f states/s""",
                workloads,
                calls,
                points,
                kills,
                failures,
                states,
                statesInside,
                recoveries,
                faults.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")),
                elapsed.toNanos() / NANOS_PER_SECOND,
                statesPerSecond());
    }

    private double statesPerSecond() {
        return states * NANOS_PER_SECOND / Math.max(1, elapsed.toNanos());
    }
}
