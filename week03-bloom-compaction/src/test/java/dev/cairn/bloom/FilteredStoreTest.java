package dev.cairn.bloom;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.table.TableCounts;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole stores with filters: what gets cost, counted, and that nothing is lost by them.
@Tag("3.4")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FilteredStoreTest {
    private static final int ROWS = 20_000;
    private static final TableCounts.Figures NOTHING = new TableCounts.Figures(0, 0, 0, 0);

    private final StoreOfTest place = StoreOfTest.empty();

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.01, 0.001})
    void gets_of_missing_keys_look_at_a_block_at_most_at_the_rate(double rate) {
        LsmStore store = filled(BlockedBloom.at(rate));
        int asked = ROWS - 1;
        for (int i = 0; i < asked; i++) {
            assertThat(store.get(TestKeys.key(2 * i + 1))).isEmpty();
        }
        TableCounts.Figures cost = store.stats().reads();

        assertThat(cost.filterChecks()).as("filter asked").isEqualTo(asked);
        assertThat(cost.blocks()).as("blocks for %s missing keys", asked).isLessThanOrEqualTo(limit(rate, asked));
        assertThat(cost.filterMistakes()).as("mistakes").isEqualTo(cost.blocks());
        assertThat(cost.filterDenials()).as("denials").isEqualTo(asked - cost.blocks());
    }

    @Order(1)
    @Test
    void a_get_of_a_key_that_is_there_asks_a_filter_and_looks_at_a_block_once() {
        LsmStore store = filled(BlockedBloom.at(0.01));
        for (int i = 0; i < 500; i++) {
            assertThat(store.get(TestKeys.added(i))).contains(TestKeys.added(i));
        }

        assertThat(store.stats().reads()).isEqualTo(new TableCounts.Figures(500, 0, 0, 500));
    }

    @Test
    void without_a_filter_each_get_looks_at_a_block_and_nothing_is_asked() {
        LsmStore store = filled(FilterPolicy.none());
        for (int i = 0; i < 500; i++) {
            store.get(TestKeys.key(i));
        }

        assertThat(store.stats().reads()).isEqualTo(new TableCounts.Figures(0, 0, 0, 500));
    }

    /// Ten tables that overlap: a key is in one of them, and nine filters say so.
    @Test
    void of_many_tables_the_one_that_has_the_key_is_looked_at() {
        LsmStore store = place.open(BlockedBloom.at(0.001));
        for (int table = 0; table < 10; table++) {
            int rest = table;
            place.flush(store, 0, 500, i -> TestKeys.key(10L * i + rest));
        }
        TableCounts.Figures before = store.stats().reads();
        for (int i = 10; i < 4980; i++) {
            assertThat(store.get(TestKeys.key(i))).isPresent();
        }

        TableCounts.Figures cost = StoreOfTest.since(before, store);
        assertThat(cost.blocks()).as("blocks for 4970 keys").isBetween(4970L, 5050L);
        assertThat(cost.filterChecks()).as("filters asked").isGreaterThan(4970L * 5);
    }

    @Test
    void a_deleted_key_stays_deleted_and_is_no_mistake_of_the_filter() {
        LsmStore store = filled(BlockedBloom.at(0.01));
        store.delete(TestKeys.added(7));
        place.flush(store, 0, 1, _ -> TestKeys.key(1_000_001));

        assertThat(store.get(TestKeys.added(7))).isEmpty();
        assertThat(store.stats().reads().filterMistakes()).isZero();
    }

    @Test
    void a_filter_is_there_after_the_store_was_closed_and_opened() {
        filled(BlockedBloom.at(0.01)).close();
        LsmStore store = place.open(BlockedBloom.at(0.01));
        assertThat(store.stats().reads()).isEqualTo(NOTHING);
        for (int i = 1; i < 2001; i++) {
            store.get(TestKeys.key(2 * i - 1));
        }

        assertThat(store.stats().reads().filterDenials()).as("denials of 2000").isGreaterThan(1900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "another rate"})
    void whatever_the_policy_is_that_a_store_is_opened_with_its_rows_are_there(String reader) {
        filled(BlockedBloom.at(0.1)).close();
        FilterPolicy policy = reader.equals("none") ? FilterPolicy.none() : BlockedBloom.at(0.001);
        try (LsmStore store = place.open(policy)) {
            assertThat(IntStream.range(0, ROWS)
                            .filter(i -> store.get(TestKeys.added(i)).isEmpty()))
                    .as("rows that are not there")
                    .isEmpty();
        }
    }

    @Test
    void tables_with_a_filter_and_without_lie_in_one_store() {
        filled(FilterPolicy.none()).close();
        LsmStore store = place.open(BlockedBloom.at(0.01));
        place.flush(store, 1, 100, i -> TestKeys.key(2L * i + 1));

        assertThat(store.get(TestKeys.added(50))).contains(TestKeys.added(50));
        assertThat(store.get(TestKeys.key(101))).contains(TestKeys.key(101));
        assertThat(store.stats().reads().filterChecks())
                .as("of two tables one has a filter")
                .isEqualTo(2);
    }

    @Test
    void verify_finds_no_key_that_its_filter_denies() {
        filled(BlockedBloom.at(0.01)).close();
        try (LsmView view = LsmView.open(place.disk())) {
            assertThat(view.verifyTables()).isEqualTo(List.<StoreException.Corrupt>of());
            assertThat(view.get(utf8("nowhere"))).isEmpty();
        }
    }

    /// A table of rows with even numbers.
    private LsmStore filled(FilterPolicy filter) {
        LsmStore store = place.open(filter);
        place.flush(store, 0, ROWS, TestKeys::added);
        return store;
    }

    /// 1.2 times the rate, and what chance may add to it in four cases of a thousand.
    private static long limit(double rate, int asked) {
        return Math.round(1.2 * rate * asked + 3 * Math.sqrt(rate * asked));
    }
}
