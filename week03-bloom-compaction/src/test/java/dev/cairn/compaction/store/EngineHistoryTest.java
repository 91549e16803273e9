package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.LsmLife;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Any history of writes, reads, flushes, snapshots, cursors, clean ends and sudden deaths leaves what a
/// sorted map has that went through the same, whatever merges the tables meanwhile.
@Tag("3.10")
final class EngineHistoryTest {
    @ParameterizedTest
    @EnumSource(Engines.Strategy.class)
    void a_store_that_merges_is_a_sorted_map(Engines.Strategy strategy) {
        live(strategy, 2_500, 7, SyncPolicy.always());
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"LEVELED, 400000", "TIERED, 300000", "FULL, 300000"})
    void a_store_that_merges_is_a_sorted_map_for_long(Engines.Strategy strategy, long steps) {
        live(strategy, steps, 1, SyncPolicy.never());
    }

    private static void live(Engines.Strategy strategy, long steps, long seed, SyncPolicy sync) {
        LsmOptions options = Engines.small(strategy).withSync(sync);
        SplittableRandom random = new SplittableRandom(seed);
        LsmLife life = new LsmLife(LsmPlace.emptyForLong(), options);
        long merges = 0;
        long checked = 0;
        for (long i = 0; i < steps; i++) {
            LsmLife.Step step = LsmLife.Step.draw(random);
            try {
                life.take(step);
                long now = life.stats().compactions().merges();
                if (now != checked) {
                    merges += Math.max(0, now - checked);
                    checked = now;
                    requireSound(life, options, random.nextInt(40) == 0);
                }
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("step " + i + ", " + step + ": " + failure.getMessage(), failure);
            }
        }
        assertThat(merges).as("merges of %s steps", steps).isGreaterThan(steps / 100);
        System.out.printf("%s: %,d steps, %,d merges%n", strategy, steps, merges);
        life.end();
    }

    /// What must hold after a merge, and, if there is time, what must hold when nobody reads and nothing
    /// is left to do.
    private static void requireSound(LsmLife life, LsmOptions options, boolean isAtRest) {
        life.compare();
        if (isAtRest) {
            Soundness.requireDisjointLevels(Soundness.version(life.place().disk()));
            life.letGo();
            life.place().world().runUntilIdle();
            Soundness.requireTables(life.place().disk(), List.of());
            Soundness.requireVerified(life.place().disk(), options.tables());
        }
    }
}
