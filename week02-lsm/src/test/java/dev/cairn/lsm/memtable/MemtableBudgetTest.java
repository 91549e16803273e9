package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Memory that several stores share.
final class MemtableBudgetTest {
    private final List<String> asked = new ArrayList<>();
    private final MemtableBudget budget = MemtableBudget.of(100);
    private final MemtableBudget.Share a = budget.share(() -> asked.add("a"));
    private final MemtableBudget.Share b = budget.share(() -> asked.add("b"));

    @Test
    void nobody_is_asked_within_the_limit() {
        a.use(() -> 60);
        b.use(() -> 40);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_store_that_uses_most_is_asked_whoever_came_last() {
        a.use(() -> 80);
        b.use(() -> 30);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void a_store_is_asked_once_until_it_uses_less() {
        a.use(() -> 80);
        b.use(() -> 30);
        b.use(() -> 31);
        a.use(() -> 81);
        assertThat(asked).containsExactly("a");
        a.use(() -> 10);
        a.use(() -> 90);
        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void a_store_that_has_left_uses_nothing() {
        a.use(() -> 80);
        a.close();
        b.use(() -> 99);
        assertThat(asked).isEmpty();
    }

    @Test
    void what_a_store_says_after_it_has_left_does_not_count() {
        a.close();
        a.use(() -> 80);
        b.use(() -> 99);
        assertThat(asked).isEmpty();
    }

    @Test
    void without_a_limit_nobody_is_asked() {
        MemtableBudget.none().share(() -> asked.add("c")).use(() -> Long.MAX_VALUE);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatThrownBy(() -> MemtableBudget.of(0))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("0 bytes");
    }
}
