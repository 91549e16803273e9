package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Which options of strategies and brakes are refused.
final class LeveledOptionsTest {
    private final LeveledOptions options = LeveledOptions.DEFAULT;

    @Test
    void level_0_is_merged_before_writers_are_slowed_and_slowed_before_they_are_stopped() {
        assertThatThrownBy(() -> options.withLevel0(0, 8, 12))
                .hasMessage("level 0 is merged from 1 table on or later, not from 0 on");
        assertThatThrownBy(() -> options.withLevel0(9, 8, 12))
                .hasMessage("level 0 is merged (9 tables) no later than writers are slowed (8) and then stopped (12)");
        assertThatThrownBy(() -> options.withLevel0(4, 13, 12)).hasMessageContaining("slowed (13)");
        assertThat(options.withLevel0(4, 4, 4).level0Stop()).isEqualTo(4);
    }

    @Test
    void sizes_of_which_no_level_can_be_made_are_refused() {
        assertThatThrownBy(() -> options.withSizes(0, 10, 1)).hasMessage("level 1 holds 1 byte or more, not 0");
        assertThatThrownBy(() -> options.withSizes(1, 1, 1))
                .hasMessage("each level holds 2 times as much as the one above it or more, not 1");
        assertThatThrownBy(() -> options.withSizes(1, 2, 0)).hasMessage("tables have 1 byte or more, not 0");
    }

    @Test
    void merges_and_moves_of_nothing_are_refused() {
        assertThatThrownBy(() -> new LeveledOptions(4, 8, 12, 1, 10, 1, 0, 1))
                .hasMessage("a merge may have the length of 1 table or more, not of 0");
        assertThatThrownBy(() -> new LeveledOptions(4, 8, 12, 1, 10, 1, 1, 0))
                .hasMessage("a table may overlap 1 other two levels below or more, not 0");
    }

    @Test
    void lengths_of_many_large_tables_are_the_largest_number() {
        LeveledOptions wide = options.withSizes(1, 2, Long.MAX_VALUE / 2);
        assertThat(wide.expandBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(wide.belowBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(options.expandBytes()).isEqualTo(200 << 20);
        assertThat(options.belowBytes()).isEqualTo(80 << 20);
    }

    @Test
    void the_other_strategies_and_brakes_refuse_limits_within_which_no_store_can_stay() {
        assertThatThrownBy(() -> new FullCompaction(0)).hasMessageStartingWith("a store has 1 run or more, so 0");
        assertThatThrownBy(() -> new TieredCompaction(0, 100)).hasMessageStartingWith("a store has 1 run or more");
        assertThatThrownBy(() -> new TieredCompaction(4, 0)).hasMessage("similar is a run from 1 percent on, not 0");
        assertThatThrownBy(() -> new RunBrake(0, 4))
                .hasMessage("writers are slowed from 1 run on or later, not from 0 on");
        assertThatThrownBy(() -> new RunBrake(5, 4))
                .hasMessage("writers are slowed (5 runs) no later than they are stopped (4)");
    }
}
