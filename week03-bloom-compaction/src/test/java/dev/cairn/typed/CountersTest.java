package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.codec.Codecs;
import dev.cairn.sim.MemoryStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Numbers that several count up at once.
@Tag("3.17")
final class CountersTest {
    private final BusyStore store = new BusyStore();
    private final Counters<String> visits = Counters.over(store, "visits", Codecs.string());

    @Test
    void what_is_absent_counts_from_zero() {
        assertThat(visits.value("/")).isZero();
        assertThat(visits.increment("/")).isEqualTo(new Increment.Counted(1, 1));
        assertThat(visits.add("/", -3)).isEqualTo(new Increment.Counted(-2, 1));
        assertThat(visits.value("/")).isEqualTo(-2);
    }

    @Test
    void what_somebody_else_counted_in_between_is_not_lost() {
        store.afterARead(() -> visits.numbers().put("/", 41L));

        assertThat(visits.increment("/")).isEqualTo(new Increment.Counted(42, 2));
        assertThat(visits.value("/"))
                .as("one more than the 41 of somebody else")
                .isEqualTo(42);
    }

    @Test
    void a_sum_that_does_not_fit_is_told_and_changes_nothing() {
        visits.numbers().put("up", Long.MAX_VALUE);
        visits.numbers().put("down", Long.MIN_VALUE + 1);

        assertThat(visits.increment("up")).isEqualTo(new Increment.Overflow(Long.MAX_VALUE, 1));
        assertThat(visits.add("down", -2)).isEqualTo(new Increment.Overflow(Long.MIN_VALUE + 1, -2));
        assertThat(visits.value("up")).isEqualTo(Long.MAX_VALUE);
        assertThat(visits.value("down")).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    void sums_at_the_edge_fit() {
        visits.numbers().put("up", Long.MAX_VALUE - 1);
        visits.numbers().put("across", Long.MIN_VALUE);

        assertThat(visits.increment("up")).isEqualTo(new Increment.Counted(Long.MAX_VALUE, 1));
        assertThat(visits.add("across", Long.MAX_VALUE)).isEqualTo(new Increment.Counted(-1, 1));
    }

    @Test
    void after_as_many_attempts_as_it_was_told_it_says_so() {
        for (long i = 1; i <= 3; i++) {
            long other = i;
            store.afterARead(() -> visits.numbers().put("/", other));
        }

        assertThat(visits.withAttempts(2).increment("/")).isEqualTo(new Increment.Contended(2));
        assertThat(store.compareAndSets()).as("attempts").isEqualTo(2);
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void four_at_once_count_each_visit_once() {
        Counters<String> shared =
                Counters.over(new MemoryStore(), "visits", Codecs.string()).withAttempts(Integer.MAX_VALUE);
        try (ExecutorService many = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                many.execute(() -> {
                    for (int i = 0; i < 500; i++) {
                        shared.increment("/");
                    }
                });
            }
        }

        assertThat(shared.value("/")).isEqualTo(2_000);
    }
}
