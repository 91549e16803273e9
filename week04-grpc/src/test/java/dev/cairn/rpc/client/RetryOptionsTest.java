package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Which options a client takes.
final class RetryOptionsTest {
    private final RetryOptions usual = RetryOptions.DEFAULT;

    @Test
    void times_that_are_none_or_more_than_a_day_are_refused() {
        assertRefused(() -> usual.withDeadline(Duration.ZERO), "deadline is PT0S");
        assertRefused(() -> usual.withDeadline(Duration.ofDays(2)), "at most a day");
        assertRefused(() -> usual.withAttempt(Duration.ofSeconds(-1)), "attempt is PT-1S");
        assertRefused(() -> usual.withBackoff(Duration.ZERO, Duration.ofSeconds(1)), "backoffBase");
        assertRefused(() -> usual.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)), "at least backoffBase");
    }

    @Test
    void a_budget_below_nothing_or_above_one_is_refused() {
        assertRefused(() -> usual.withBudget(-0.1, 0), "budgetRatio is -0.1");
        assertRefused(() -> usual.withBudget(1.1, 0), "budgetRatio is 1.1");
        assertRefused(() -> usual.withBudget(Double.NaN, 0), "budgetRatio is NaN");
        assertRefused(() -> usual.withBudget(1, -1), "budgetReserve is -1");
    }

    @Test
    void options_without_retries_have_neither_sessions_nor_a_budget() {
        RetryOptions none = RetryOptions.none();
        assertThat(none.usesSessions()).isFalse();
        assertThat(none.budgetRatio()).isZero();
        assertThat(none.budgetReserve()).isZero();
        assertThat(usual.withoutSessions().usesSessions()).isFalse();
    }

    private static void assertRefused(Supplier<RetryOptions> options, String part) {
        assertThatThrownBy(options::get)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining(part);
    }
}
