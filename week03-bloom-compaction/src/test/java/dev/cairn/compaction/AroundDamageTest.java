package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionStrategy;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is merged where one table, number 13, cannot be read.
final class AroundDamageTest {
    private static final Set<Long> DAMAGED = Set.of(13L);

    private final CompactionStrategy leveled = new LeveledCompaction();
    private final CompactionStrategy tiered = new TieredCompaction(4, 100);
    private final CompactionStrategy full = new FullCompaction();

    // ---- level by level

    @Test
    @Tag("3.7")
    void what_reads_no_damaged_table_is_done_as_ever() {
        assertNext(leveled, "0: 4[a..m] 3[k..z] 2[b..c] 1[c..d] | 2: 13[a..z]")
                .isEqualTo("merge 0: 4 3 2 1 to 1, pointer 0 at z");
    }

    @Test
    @Tag("3.7")
    void the_next_table_of_the_level_has_its_turn() {
        assertNext(leveled, "1: 5[a..c]*30 6[d..g]*30 7[h..k]*30 | 2: 13[b..c] 2[d..e]")
                .isEqualTo("merge 1: 6, 2: 2 to 2, pointer 1 at g");
        assertNext(leveled, "1: 13[a..c]*30 6[d..g]*30 7[h..k]*30 | 2: 1[a..z]")
                .isEqualTo("merge 1: 6 7, 2: 1 to 2, pointer 1 at k");
    }

    @Test
    @Tag("3.7")
    void a_table_that_shares_a_user_key_with_a_damaged_one_stays_with_it() {
        assertNext(leveled, "1: 13[a..c@7]*30 6[c@5..g]*30 7[h..k]*30 | 2: 1[a..b] 2[h..i]")
                .isEqualTo("merge 1: 7, 2: 2 to 2, pointer 1 at k");
    }

    @Test
    @Tag("3.7")
    void where_all_of_the_fullest_level_is_stuck_the_next_one_has_its_turn() {
        assertNext(leveled, "1: 5[a..c]*640 | 2: 13[b..b] 2[f..g]*700 | 3: 3[a..h]")
                .isEqualTo("merge 2: 2, 3: 3 to 3, pointer 2 at g");
    }

    @Test
    @Tag("3.7")
    void of_level_0_all_go_that_are_older_than_the_damaged_one() {
        assertNext(leveled, "0: 14[a..z] 13[a..z] 12[a..z] 11[a..z] | 1: 5[a..z]")
                .isEqualTo("merge 0: 12 11, 1: 5 to 1, pointer 0 at z");
        assertNext(leveled, "0: 16[a..z] 15[a..z] 14[a..z] 13[a..z] | 1: 5[a..z]")
                .isEqualTo("nothing");
    }

    @Test
    @Tag("3.7")
    void of_level_0_those_go_that_do_not_lie_above_the_damage() {
        assertNext(leveled, "0: 16[a..z] 12[a..b] 11[x..z] 10[m..n] | 1: 13[m..p] 5[a..c]")
                .isEqualTo("move 0: 11 to 1, pointer 0 at z");
    }

    @Test
    @Tag("3.7")
    void a_damaged_table_is_moved_for_that_reads_nothing() {
        assertNext(leveled, "0: 16[g..h] 15[e..f] 14[c..d] 13[a..b] | 1: 9[c..z]")
                .isEqualTo("move 0: 13 to 1, pointer 0 at b");
    }

    // ---- whole runs

    @Test
    @Tag("3.11")
    void the_runs_above_a_damaged_one_are_merged_to_the_level_above_it() {
        assertNext(full, "0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 13[a..b]*5").isEqualTo("merge 0: 9 8 7 6 to 5");
        assertNext(tiered, "0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 13[a..b]*2").isEqualTo("merge 0: 9 8 7 6 to 5");
    }

    @Test
    @Tag("3.11")
    void a_damaged_run_counts_as_one_that_is_left() {
        assertNext(full, "0: 9[a..b] 8[a..b] 7[a..b] | 4: 13[a..b] | 6: 1[a..b]")
                .isEqualTo("merge 0: 9 8 7 to 3");
    }

    @Test
    @Tag("3.11")
    void of_level_0_the_damaged_table_and_the_newer_ones_stay() {
        assertNext(full, "0: 14[a..b] 13[a..b] 12[a..b] 11[a..b] | 6: 1[a..b]").isEqualTo("merge 0: 12 11, 6: 1 to 6");
    }

    @Test
    @Tag("3.11")
    void above_damage_in_level_1_no_run_has_a_place() {
        assertNext(full, "0: 17[a..b] 16[a..b] 15[a..b] 14[a..b] | 1: 13[a..b]").isEqualTo("nothing");
        assertNext(tiered, "0: 17[a..b] 16[a..b] 15[a..b] 14[a..b] | 1: 13[a..b]*2")
                .isEqualTo("nothing");
    }

    private static AbstractStringAssert<?> assertNext(CompactionStrategy strategy, String drawn) {
        return assertThat(Drawn.of(strategy.nextAround(DAMAGED, Drawn.version(drawn), 0)))
                .as("what is done with %s", drawn);
    }
}
