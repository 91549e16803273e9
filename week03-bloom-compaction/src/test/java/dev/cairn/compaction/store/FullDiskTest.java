package dev.cairn.compaction.store;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No space is left for tables: reads go on, writes are refused with the reason as soon as memory is
/// full, nothing is lost and nothing is left behind; and when there is space again, the same store goes
/// on.
@Tag("3.10")
final class FullDiskTest {
    private static final Bytes VALUE = utf8("v".repeat(200));
    private static final int PATIENCE = 200;

    private final LsmPlace place = LsmPlace.emptyForLong();

    @ParameterizedTest
    @EnumSource(Engines.Strategy.class)
    void a_merge_that_finds_no_space_is_tried_again_when_there_is_some(Engines.Strategy strategy) {
        try (LsmStore store = place.open(Engines.small(strategy))) {
            fill(store, strategy);
            long merges = store.stats().compactions().merges();
            List<String> rows = LsmPlace.rows(store);
            place.failEvery(FullDiskTest::needsSpaceForTable, Fault.NO_SPACE);
            place.world().advance(Duration.ofSeconds(20));
            assertThat(store.stats().compactionFailures().count())
                    .as("merges that failed")
                    .isGreaterThan(2);
            assertThat(store.stats().compactionFailures().last().orElseThrow())
                    .contains("cannot", ".sst", "No space left on device");
            assertThat(LsmPlace.rows(store)).as("rows, while no merge succeeds").isEqualTo(rows);
            Soundness.requireTables(place.disk(), List.of());
            place.failNothing();
            place.world().advance(Duration.ofSeconds(20));
            assertThat(store.stats().compactions().merges()).as("merges").isGreaterThan(merges);
            assertThat(LsmPlace.rows(store)).as("rows after it").isEqualTo(rows);
            Soundness.requireTables(place.disk(), List.of());
        }
    }

    @Test
    void writes_are_refused_with_the_reason_while_no_table_can_be_written_and_taken_again_afterwards() {
        try (LsmStore store = place.open(Engines.small(Engines.Strategy.LEVELED))) {
            fill(store, Engines.Strategy.LEVELED);
            place.failEvery(FullDiskTest::needsSpaceForTable, Fault.NO_SPACE);
            assertThatThrownBy(() -> putMany(store))
                    .isInstanceOf(StoreException.Unavailable.class)
                    .hasMessageContaining("No space left on device");
            assertThat(LsmPlace.rows(store))
                    .as("rows, while writes are refused")
                    .isNotEmpty();
            List<String> rows = LsmPlace.rows(store);
            place.failNothing();
            place.world().advance(Duration.ofSeconds(30));
            place.await(LsmPlace.submitPut(store, "zzz", utf8("at last")));
            place.world().advance(Duration.ofSeconds(30));
            assertThat(LsmPlace.rows(store))
                    .as("rows afterwards")
                    .containsAll(rows)
                    .contains("zzz=at last");
            assertThat(store.stats().flushes()).isPositive();
            Soundness.requireTables(place.disk(), List.of());
            Soundness.requireVerified(place.disk(), Engines.tables(200));
        }
    }

    @Test
    void what_a_full_disk_left_is_a_store_like_any_other() {
        LsmStore store = place.open(Engines.small(Engines.Strategy.LEVELED));
        fill(store, Engines.Strategy.LEVELED);
        place.failEvery(FullDiskTest::needsSpaceForTable, Fault.NO_SPACE);
        assertThatThrownBy(() -> putMany(store)).isInstanceOf(StoreException.Unavailable.class);
        List<String> rows = LsmPlace.rows(store);
        LsmPlace next = place.afterKill();
        try (LsmStore reopened = next.open(Engines.small(Engines.Strategy.LEVELED))) {
            assertThat(LsmPlace.rows(reopened)).as("rows after a kill").isEqualTo(rows);
        }
    }

    /// Flushes until a merge is due, and stops in that moment: it has not begun.
    private void fill(LsmStore store, Engines.Strategy strategy) {
        for (int i = 0; i < tablesUntilDue(strategy); i++) {
            place.await(LsmPlace.submitPut(store, "row" + i, VALUE));
            place.await(LsmPlace.submitPut(store, "same", VALUE));
            place.flush(store);
        }
    }

    private static int tablesUntilDue(Engines.Strategy strategy) {
        return switch (strategy) {
            case LEVELED -> 2;
            case TIERED, FULL -> 4;
        };
    }

    private void putMany(LsmStore store) {
        for (int i = 0; i < PATIENCE; i++) {
            place.await(LsmPlace.submitPut(store, "more" + i, VALUE));
        }
    }

    private static boolean needsSpaceForTable(DiskCall call) {
        return call.path().endsWith(".sst")
                && (call.kind() == DiskCall.Kind.CREATE || call.kind() == DiskCall.Kind.APPEND);
    }
}
