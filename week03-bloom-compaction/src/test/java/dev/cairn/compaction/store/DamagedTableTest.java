package dev.cairn.compaction.store;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.version.TableFile;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One table of a store is damaged: what does not need it is merged all the same, and whoever writes or
/// asks is told which one it is.
@Tag("3.10")
final class DamagedTableTest {
    private static final Bytes VALUE = utf8("v".repeat(200));

    private final LsmPlace place = LsmPlace.emptyForLong();

    @ParameterizedTest
    @EnumSource(Engines.Strategy.class)
    void merges_go_around_a_damaged_table_in_a_deep_level_and_writers_go_on(Engines.Strategy strategy) {
        TableFile damaged = filledAndDamaged(strategy);
        try (LsmStore store = place.open(Engines.small(strategy))) {
            putMany(store, "odd", 250);
            place.world().advance(Duration.ofSeconds(60));
            assertThat(store.stats().compactions().merges()).as("merges").isGreaterThan(10);
            assertThat(store.stats().compactions().unreadable())
                    .as("tables that merges go around")
                    .hasEntrySatisfying(
                            damaged.number(), why -> assertThat(why).contains(name(damaged) + " is corrupt"));
            assertThat(store.stats().compactionFailures().count())
                    .as("merges that failed")
                    .isEqualTo(1);
            assertThat(store.get(utf8(key("odd", 249)))).contains(VALUE);
            assertThatThrownBy(() -> store.get(damaged.smallest().userKey()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageContaining(name(damaged));
        }
        Soundness.requireDisjointLevels(Soundness.version(place.disk()));
    }

    @Test
    void where_level_0_cannot_be_merged_past_it_writers_are_told_the_table_and_what_helps() {
        try (LsmStore store = place.open(Engines.small(Engines.Strategy.LEVELED))) {
            place.await(LsmPlace.submitPut(store, "a", VALUE));
            place.await(LsmPlace.submitPut(store, "z", VALUE));
            place.flush(store);
            String damaged = place.names(".sst").getFirst();
            place.flipBit(damaged, 8 * 20);
            assertThatThrownBy(() -> putMany(store, "odd", 1_000))
                    .isInstanceOf(StoreException.Unavailable.class)
                    .hasMessageContaining("nothing else is left to be merged; repair the store: ")
                    .hasMessageContaining(damaged + " is corrupt at byte");
            assertThat(store.stats().compactionFailures().count())
                    .as("merges that failed")
                    .isEqualTo(1);
        }
    }

    @Test
    void an_opening_tries_it_again() {
        TableFile damaged = filledAndDamaged(Engines.Strategy.LEVELED);
        for (int opening = 0; opening < 2; opening++) {
            try (LsmStore store = place.open(Engines.small(Engines.Strategy.LEVELED))) {
                assertThat(store.stats().compactions().unreadable()).isEmpty();
                putMany(store, "odd", 150);
                place.world().advance(Duration.ofSeconds(60));
                assertThat(store.stats().compactions().unreadable()).containsOnlyKeys(damaged.number());
            }
        }
    }

    /// The deepest table whose damage is met by a merge before long, after its first entry was damaged.
    private TableFile filledAndDamaged(Engines.Strategy strategy) {
        try (LsmStore store = place.open(Engines.small(strategy))) {
            putMany(store, "even", 200);
            place.world().advance(Duration.ofSeconds(60));
        }
        TableFile damaged = IntStream.iterate(6, level -> level > 1, level -> level - 1)
                .mapToObj(level -> Soundness.version(place.disk()).level(level))
                .map(tables -> tables.stream().findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        place.flipBit(name(damaged), 8 * 20);
        return damaged;
    }

    private static String name(TableFile table) {
        return "%06d.sst".formatted(table.number());
    }

    private static String key(String kind, int i) {
        return "row%03d-%s".formatted(i * 7919 % 1000, kind);
    }

    private void putMany(LsmStore store, String kind, int count) {
        for (int i = 0; i < count; i++) {
            place.await(LsmPlace.submitPut(store, key(kind, i), VALUE));
        }
    }
}
