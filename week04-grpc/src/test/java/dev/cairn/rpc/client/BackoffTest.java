package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long a client pauses.
@Tag("4.3")
final class BackoffTest {
    private static final long BASE_MILLIS = 10;
    private static final long MAX_MILLIS = 1_000;

    private final Backoff backoff = backoff(1);

    @Test
    void no_pause_is_longer_than_its_bound_for_a_thousand_failures() {
        for (int failures = 1; failures <= 1_000; failures++) {
            long boundMillis = failures > 7 ? MAX_MILLIS : Math.min(MAX_MILLIS, BASE_MILLIS << (failures - 1));
            assertThat(longestMillis(failures, 50))
                    .as("after %s failures", failures)
                    .isBetween(0L, boundMillis);
        }
    }

    @Test
    void the_longest_pauses_double_up_to_the_highest() {
        assertThat(longestMillis(1, 2_000)).as("after 1 failure").isBetween(9L, 10L);
        assertThat(longestMillis(2, 2_000)).as("after 2 failures").isBetween(19L, 20L);
        assertThat(longestMillis(5, 2_000)).as("after 5 failures").isBetween(155L, 160L);
        assertThat(longestMillis(8, 2_000)).as("after 8 failures").isBetween(980L, 1_000L);
        assertThat(longestMillis(64, 2_000)).as("after 64 failures").isBetween(980L, 1_000L);
    }

    @Test
    void pauses_are_spread_over_the_whole_of_the_bound() {
        int[] tenths = new int[10];
        pausesNanos(20, 10_000).forEach(nanos -> tenths[(int) (nanos * 10 / 1_000_000_001L)]++);
        for (int tenth = 0; tenth < tenths.length; tenth++) {
            assertThat(tenths[tenth])
                    .as("of 10,000 pauses, those in tenth %s of the bound", tenth + 1)
                    .isBetween(850, 1_150);
        }
    }

    @Test
    void the_longest_pause_stays_the_longest_however_often_it_fails() {
        for (int failures : new int[] {31, 32, 33, 60, 64, 65, 66, 96, 128, 129, 1_000}) {
            assertThat(longestMillis(failures, 200))
                    .as("longest of 200 pauses after %s failures", failures)
                    .isBetween(800L, MAX_MILLIS);
        }
        long hourNanos = Duration.ofHours(1).toNanos();
        assertThat(longestNanos(hourNanos, 24 * hourNanos, 31))
                .as("longest pause from an hour to a day after 31 failures, in hours")
                .isBetween(19 * hourNanos, 24 * hourNanos);
        assertThat(longestNanos(1, hourNanos, 100))
                .as("longest pause from 1 ns to an hour after 100 failures, in ns")
                .isBetween(hourNanos / 10 * 8, hourNanos);
    }

    @Test
    void both_ends_of_the_bound_are_drawn_and_each_nanosecond_between_them_as_often() {
        Backoff tiny = new Backoff(Duration.ofNanos(3), Duration.ofNanos(3), new SplittableRandom(1));
        int[] times = new int[4];
        for (int each = 0; each < 4_000; each++) {
            times[(int) tiny.delay(1).toNanos()]++;
        }
        for (int nanos = 0; nanos < times.length; nanos++) {
            assertThat(times[nanos])
                    .as("of 4,000 pauses from 0 to 3 ns, those of %s ns", nanos)
                    .isBetween(850, 1_150);
        }
    }

    @Test
    void clients_of_different_chance_pause_differently_and_of_the_same_chance_alike() {
        assertThat(backoff(1).delay(10)).isNotEqualTo(backoff(2).delay(10));
        assertThat(backoff(1).delay(10))
                .as("a pause drawn by the chance that was handed in")
                .isEqualTo(backoff(1).delay(10));
    }

    private static long longestNanos(long baseNanos, long maxNanos, int failures) {
        Backoff other = new Backoff(Duration.ofNanos(baseNanos), Duration.ofNanos(maxNanos), new SplittableRandom(1));
        return LongStream.range(0, 200)
                .map(_ -> other.delay(failures).toNanos())
                .max()
                .orElseThrow();
    }

    private long longestMillis(int failures, int tries) {
        return pausesNanos(failures, tries).max().orElseThrow() / 1_000_000;
    }

    private LongStream pausesNanos(int failures, int tries) {
        return LongStream.range(0, tries).map(_ -> backoff.delay(failures).toNanos());
    }

    private static Backoff backoff(long seed) {
        return new Backoff(Duration.ofMillis(BASE_MILLIS), Duration.ofMillis(MAX_MILLIS), new SplittableRandom(seed));
    }
}
