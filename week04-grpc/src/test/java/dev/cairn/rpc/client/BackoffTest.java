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
    void clients_of_different_chance_pause_differently() {
        assertThat(backoff(1).delay(10)).isNotEqualTo(backoff(2).delay(10));
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
