package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.memtable.MemtableOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Two stores that share a budget of memory: the one that uses most of it is flushed, and what it gives back the
/// other may use.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmMemoryBudgetTest {
    private static final int LIMIT = 64 << 10;
    private static final int VALUE_BYTES = 1000;

    private final MemtableBudget budget = MemtableBudget.of(LIMIT);
    private final LsmOptions options = LsmPlace.OPTIONS.withMemtables(MemtableOptions.DEFAULT.withBudget(budget));
    private final LsmPlace large = LsmPlace.empty();
    private final LsmPlace small = LsmPlace.empty();

    @Test
    void the_store_that_uses_most_is_flushed_when_another_one_writes() {
        LsmStore most = large.open(options);
        LsmStore least = small.open(options);
        fill(most, 5 * LIMIT / 8);
        fill(least, LIMIT / 4);
        assertThat(most.stats().frozen() + least.stats().frozen()).isZero();
        fill(least, LIMIT / 4);
        settle();
        assertThat(most.stats().flushes()).isEqualTo(1);
        assertThat(most.stats().memoryEntries()).isZero();
        assertThat(least.stats().flushes()).isZero();
    }

    @Test
    void what_a_flush_has_given_back_another_store_may_use() {
        LsmStore most = large.open(options);
        LsmStore least = small.open(options);
        fill(most, 3 * LIMIT / 4);
        fill(least, LIMIT / 4);
        settle();
        assertThat(most.stats().flushes()).isEqualTo(1);
        fill(least, LIMIT / 2);
        settle();
        assertThat(least.stats().flushes()).isZero();
        fill(least, LIMIT / 2);
        settle();
        assertThat(least.stats().flushes()).isEqualTo(1);
    }

    @Test
    void a_store_that_is_closed_uses_nothing() {
        LsmStore first = large.open(options);
        fill(first, 3 * LIMIT / 4);
        first.close();
        LsmStore second = small.open(options);
        fill(second, 3 * LIMIT / 4);
        settle();
        assertThat(second.stats().flushes()).isZero();
    }

    @Test
    void a_store_whose_closing_failed_uses_nothing_either() {
        LsmStore first = large.open(options.withoutLog());
        fill(first, 3 * LIMIT / 4);
        large.failEvery(call -> call.path().endsWith(".sst"));
        assertThatThrownBy(first::close).isInstanceOf(StoreException.Failed.class);
        LsmStore second = small.open(options);
        fill(second, 3 * LIMIT / 4);
        settle();
        assertThat(second.stats().flushes()).isZero();
    }

    @Test
    void what_was_in_the_log_when_a_store_was_opened_counts() {
        LsmStore first = large.open(options);
        fill(first, 3 * LIMIT / 4);
        first.close();
        LsmStore again = large.open(options);
        LsmStore other = small.open(options);
        fill(other, LIMIT / 2);
        settle();
        assertThat(again.stats().flushes()).isEqualTo(1);
        assertThat(other.stats().flushes()).isZero();
    }

    @Test
    void a_store_alone_stays_within_the_budget() {
        LsmStore store = large.open(options);
        for (int i = 0; i < 20; i++) {
            fill(store, LIMIT / 4);
            settle();
            assertThat(store.stats().memoryBytes()).isLessThan(LIMIT + LIMIT / 4);
        }
        assertThat(store.stats().flushes()).isBetween(3L, 8L);
        assertThat(store.get(utf8("key"))).isPresent();
    }

    /// Lets both worlds do what is to be done.
    private void settle() {
        large.world().advance(Duration.ofMillis(100));
        small.world().advance(Duration.ofMillis(100));
    }

    /// Writes about so many bytes.
    private static void fill(LsmStore store, int bytes) {
        for (int written = 0; written < bytes; written += VALUE_BYTES) {
            store.put(utf8("key"), Bytes.wrap(new byte[VALUE_BYTES]));
        }
    }
}
