package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.WriteBrake;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// The slope between free and stopped, wherever it begins and ends.
@Tag("3.8")
final class BrakeProperties {
    @Property(tries = 500)
    void with_more_runs_writers_are_never_faster(
            @ForAll @IntRange(min = 1, max = 40) int slow, @ForAll @IntRange(min = 0, max = 40) int steps) {
        Slope slope = new Slope(slow, slow + steps);
        long before = WriteBrake.FREE;
        for (int runs = 0; runs <= slow + steps + 3; runs++) {
            long bytes = slope.bytesPerPause(runs);
            assertThat(bytes)
                    .as("bytes until a pause with %s runs, %s", runs, slope)
                    .isLessThanOrEqualTo(before);
            assertThat(bytes == WriteBrake.FREE)
                    .as("free with %s runs, %s", runs, slope)
                    .isEqualTo(runs < slow);
            assertThat(bytes == WriteBrake.STOPPED)
                    .as("stopped with %s runs, %s", runs, slope)
                    .isEqualTo(runs >= slow + steps);
            before = bytes;
        }
    }
}
