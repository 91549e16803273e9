package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.given.OnThreads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How many retries all operations together may make.
@Tag("4.3")
final class RetryBudgetTest {
    private static final int THREADS = 3;
    private static final int OPERATIONS = 200_000;

    @Test
    void the_reserve_is_there_at_the_start_and_no_more() {
        assertThat(takes(new RetryBudget(0.9, 10), 100)).isEqualTo(10);
        assertThat(takes(new RetryBudget(0.9, 0), 100)).isZero();
    }

    @Test
    void each_operation_brings_its_part() {
        RetryBudget budget = new RetryBudget(0.25, 10);
        takes(budget, 10);
        for (int each = 0; each < 3; each++) {
            budget.deposit();
            assertThat(budget.tryTake()).as("after %s quarters", each + 1).isFalse();
        }
        budget.deposit();
        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isFalse();
    }

    @Test
    void retries_are_at_most_that_part_of_the_operations() {
        RetryBudget budget = new RetryBudget(0.9, 10);
        int retries = 0;
        for (int each = 0; each < 10_000; each++) {
            budget.deposit();
            retries += takes(budget, 5);
        }
        assertThat(retries)
                .as("retries of 10,000 operations, 0.9 for each and a reserve of 10")
                .isEqualTo(9_000 + 10);
    }

    @Test
    void a_refused_retry_takes_nothing() {
        RetryBudget budget = new RetryBudget(0.5, 0);
        budget.deposit();
        assertThat(takes(budget, 10)).as("retries with half a token").isZero();
        budget.deposit();
        assertThat(takes(budget, 10)).as("retries with two halves").isEqualTo(1);
    }

    @Test
    void calm_times_save_ten_reserves_and_no_more() {
        RetryBudget budget = new RetryBudget(1, 10);
        for (int each = 0; each < 100_000; each++) {
            budget.deposit();
        }
        assertThat(takes(budget, 1_000))
                .as("retries in a row after 100,000 calm operations, with a reserve of 10")
                .isEqualTo(100);
    }

    @Test
    void a_full_bucket_holds_the_lid_to_the_thousandth() {
        RetryBudget budget = new RetryBudget(0.7, 10);
        for (int each = 0; each < 1_000; each++) {
            budget.deposit();
        }
        assertThat(takes(budget, 1_000)).as("retries of a full bucket").isEqualTo(100);
        budget.deposit();
        assertThat(budget.tryTake())
                .as("a retry with 0.7 tokens, since more than 100 are not kept")
                .isFalse();
    }

    @Test
    @Timeout(30)
    void of_what_threads_bring_and_take_together_nothing_is_lost_or_doubled() {
        RetryBudget budget = new RetryBudget(1, 1_000_000);
        budget.deposit();
        assertThat(budget.tryTake()).as("a retry before the threads begin").isTrue();
        int taken = OnThreads.sum(THREADS, () -> takenByClientOf(budget));
        assertThat(taken + takes(budget, 10_000_000))
                .as("retries of a reserve of 1,000,000 and %s operations", THREADS * OPERATIONS)
                .isEqualTo(1_000_000 + THREADS * OPERATIONS);
    }

    /// A client brings for many operations and takes for half of them.
    private static int takenByClientOf(RetryBudget budget) {
        int taken = 0;
        for (int each = 0; each < OPERATIONS; each++) {
            budget.deposit();
            taken += each % 2 == 0 ? takes(budget, 1) : 0;
        }
        return taken;
    }

    @Test
    void without_a_part_and_a_reserve_nothing_is_sent_again() {
        RetryBudget budget = new RetryBudget(0, 0);
        budget.deposit();
        assertThat(budget.tryTake()).isFalse();
    }

    private static int takes(RetryBudget budget, int tries) {
        int taken = 0;
        for (int each = 0; each < tries; each++) {
            taken += budget.tryTake() ? 1 : 0;
        }
        return taken;
    }
}
