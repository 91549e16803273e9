package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.lsm.compaction.AtRest;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.compaction.WriteBrake;
import org.junit.jupiter.api.Test;

/// A brake that stops writers where the strategy merges nothing is refused before any store is opened
/// with it.
final class BrakeAndStrategyTest {
    private static final LeveledOptions LEVELS = LeveledOptions.DEFAULT;

    @Test
    void writers_that_would_wait_for_ever_are_refused_in_one_line() {
        assertThatThrownBy(() -> pair(new TieredCompaction(10, 300), new RunBrake(4, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RunBrake[slow=4, stop=8] stops writers in a store of 10 runs, of which 10 are in level 0,"
                        + " where TieredCompaction[runsMax=10, similarPercent=300] merges nothing: they would wait for"
                        + " ever; stop them later, or merge earlier");
    }

    @Test
    void runs_at_which_writers_are_stopped_are_more_than_those_that_are_left_unmerged() {
        assertRefused(new TieredCompaction(8, 300), new RunBrake(4, 8));
        assertTaken(new TieredCompaction(7, 300), new RunBrake(4, 8));
        assertRefused(new FullCompaction(8), new RunBrake(8, 8));
        assertTaken(new FullCompaction(7), new RunBrake(8, 8));
    }

    @Test
    void tables_of_level_0_at_which_writers_are_stopped_are_more_than_those_that_are_left_unmerged() {
        assertRefused(new LeveledCompaction(LEVELS.withLevel0(13, 13, 13)), new LeveledBrake(LEVELS));
        assertTaken(new LeveledCompaction(LEVELS.withLevel0(12, 12, 12)), new LeveledBrake(LEVELS));
        assertRefused(new TieredCompaction(12, 300), new LeveledBrake(LEVELS));
        assertTaken(new TieredCompaction(11, 300), new LeveledBrake(LEVELS));
    }

    @Test
    void the_levels_that_leveled_merges_leave_behind_are_runs_as_well() {
        assertRefused(new LeveledCompaction(LEVELS.withLevel0(4, 8, 12)), new RunBrake(4, 9));
        assertTaken(new LeveledCompaction(LEVELS.withLevel0(4, 8, 12)), new RunBrake(4, 10));
        assertThat(new LeveledCompaction(LEVELS.withLevel0(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .atRest())
                .contains(new AtRest(Integer.MAX_VALUE - 1, Integer.MAX_VALUE));
    }

    @Test
    void every_brake_that_is_made_for_a_strategy_fits_it() {
        for (int runs = 1; runs < 100; runs++) {
            assertTaken(TieredCompaction.ofRuns(runs), RunBrake.of(runs));
            assertTaken(new FullCompaction(runs), RunBrake.of(runs));
            LeveledOptions tight = LEVELS.withLevel0(runs, runs, runs);
            assertTaken(new LeveledCompaction(tight), new LeveledBrake(tight));
        }
    }

    private static void assertTaken(CompactionStrategy strategy, WriteBrake brake) {
        assertThatCode(() -> pair(strategy, brake))
                .as("%s with %s", strategy, brake)
                .doesNotThrowAnyException();
    }

    private static void assertRefused(CompactionStrategy strategy, WriteBrake brake) {
        assertThatThrownBy(() -> pair(strategy, brake))
                .as("%s with %s", strategy, brake)
                .hasMessageContaining("they would wait for ever");
    }

    private static Compaction pair(CompactionStrategy strategy, WriteBrake brake) {
        return new Compaction(strategy, CompactionRunner.none(), brake);
    }
}
