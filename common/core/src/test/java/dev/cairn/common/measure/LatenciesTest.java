package dev.cairn.common.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long something took is counted in buckets, and nothing is lost on the way.
final class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void nothing_counted_is_nothing() {
        assertThat(latencies.counts().count()).isZero();
        assertThat(latencies.counts().quantileNanos(0.5)).isZero();
        assertThat(LatencyCounts.NONE.atMost(Long.MAX_VALUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_500, 5_000, 50_000, 250_000, 1_000_000, 5_000_000, 1_000_000_000, 10_000_000_000L})
    void what_ends_with_a_bucket_is_in_it_and_what_is_longer_is_not(long boundNanos) {
        latencies.add(boundNanos - 1);
        latencies.add(boundNanos);
        latencies.add(boundNanos + 1);

        assertThat(latencies.counts().atMost(boundNanos)).isEqualTo(2);
    }

    @Test
    void a_percentile_is_a_seventh_too_much_at_most() {
        LongStream.rangeClosed(1, 10_000).forEach(i -> latencies.add(i * 1_000));

        LatencyCounts counts = latencies.counts();
        assertThat(counts.quantileNanos(0.5)).isBetween(5_000_000L, 5_625_000L);
        assertThat(counts.quantileNanos(0.99)).isBetween(9_900_000L, 11_140_000L);
        assertThat(counts.quantileNanos(1)).isEqualTo(10_000_000);
        assertThat(counts.sumNanos()).isEqualTo(50_005_000_000L);
    }

    @Test
    void the_widest_bucket_is_a_seventh() {
        latencies.add(TimeUnit.MICROSECONDS.toNanos(141));

        assertThat(latencies.counts().quantileNanos(1))
                .isEqualTo(TimeUnit.MICROSECONDS.toNanos(160))
                .isLessThanOrEqualTo(TimeUnit.MICROSECONDS.toNanos(141) * 8 / 7);
    }

    @Test
    void what_is_shorter_than_all_or_longer_than_all_is_counted_too() {
        latencies.add(-5);
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);

        LatencyCounts counts = latencies.counts();
        assertThat(counts.count()).isEqualTo(3);
        assertThat(counts.atMost(TimeUnit.SECONDS.toNanos(100))).isEqualTo(2);
        assertThat(counts.quantileNanos(1)).isEqualTo(TimeUnit.SECONDS.toNanos(100));
    }

    @Test
    void threads_that_count_at_the_same_time_lose_nothing() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> LongStream.range(0, 10_000).forEach(latencies::add));
            }
        }
        assertThat(latencies.counts().count()).isEqualTo(40_000);
    }

    @Test
    void what_was_counted_since_is_the_difference() {
        latencies.add(1_000);
        LatencyCounts before = latencies.counts();
        latencies.add(1_000_000);
        latencies.add(2_000_000);

        LatencyCounts since = latencies.counts().since(before);
        assertThat(since.count()).isEqualTo(2);
        assertThat(since.sumNanos()).isEqualTo(3_000_000);
        assertThat(since.quantileNanos(0.5)).isEqualTo(1_000_000);
    }
}
