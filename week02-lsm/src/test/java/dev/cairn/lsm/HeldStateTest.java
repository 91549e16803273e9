package dev.cairn.lsm;

import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A state that is held lies in tables alone, and stays while the store goes on.
final class HeldStateTest {
    private final LsmPlace place = LsmPlace.empty();

    @Test
    void what_was_acknowledged_before_is_in_its_tables() {
        try (LsmStore store = place.open()) {
            put(store, "a", "b");
            try (HeldState held = place.await(store.submitHold())) {
                assertThat(held.tables()).hasSize(1);
                assertThat(held.state().lastSequence()).isEqualTo(2);
                assertThat(store.stats().memoryEntries()).isZero();
            }
        }
    }

    @Test
    void what_is_written_afterwards_is_not() {
        try (LsmStore store = place.open()) {
            put(store, "a");
            try (HeldState held = place.await(store.submitHold())) {
                List<TableFile> before = held.tables();
                put(store, "b");
                place.flush(store);
                assertThat(held.tables()).isEqualTo(before);
                assertThat(held.state().lastSequence()).isEqualTo(1);
            }
        }
    }

    @Test
    void its_tables_outlive_merges_until_it_is_closed() {
        try (LsmStore store = place.open(LsmPlace.OPTIONS.withCompaction(Rewriting.whenThereAre(2)))) {
            put(store, "a");
            HeldState held = place.await(store.submitHold());
            List<String> names = held.tables().stream()
                    .map(table -> TableNames.nameOf(table.number()))
                    .toList();
            put(store, "b");
            place.flush(store);
            place.world().runUntilIdle();
            assertThat(place.names(".sst")).as("tables while it is held").containsAll(names);
            held.close();
            held.close();
            assertThat(place.names(".sst")).as("tables afterwards").doesNotContainAnyElementsOf(names);
        }
    }

    @Test
    void a_store_without_a_row_has_one_without_tables() {
        try (LsmStore store = place.open();
                HeldState held = place.await(store.submitHold())) {
            assertThat(held.tables()).isEmpty();
        }
    }

    @Test
    void where_flushes_keep_rows_in_memory_there_is_none() {
        try (LsmStore store = place.open(LsmPlace.OPTIONS.withFlushing(key -> true))) {
            put(store, "a");
            assertThatThrownBy(() -> place.await(store.submitHold()))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessageContaining("keeps rows in memory");
        }
    }

    @Test
    void a_store_that_is_closed_hands_out_none() {
        LsmStore store = place.open();
        store.close();
        assertThatThrownBy(store::hold).isInstanceOf(StoreException.Closed.class);
    }
}
