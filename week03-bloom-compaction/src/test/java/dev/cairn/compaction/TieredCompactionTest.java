package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionStrategy;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which runs are merged with each other, and which level their result becomes.
@Tag("3.11")
final class TieredCompactionTest {
    private final CompactionStrategy tiered = new TieredCompaction(4, 100);
    private final CompactionStrategy full = new FullCompaction();

    // ---- when

    @Test
    void four_runs_are_left_as_they_are_and_five_are_merged() {
        assertTiered("0: 4[a..b] 3[a..b] 2[a..b] 1[a..b]").isEqualTo("nothing");
        assertTiered("0: 5[a..b] 4[a..b] 3[a..b] 2[a..b] 1[a..b]").isEqualTo("merge 0: 5 4 3 2 1 to 6");
    }

    @Test
    void a_level_is_one_run_however_many_tables_it_has() {
        assertTiered("0: 9[a..b] 8[a..b] | 4: 5[a..b] 6[c..d] 7[e..f] | 6: 1[a..b] 2[c..d] 3[e..f]")
                .isEqualTo("nothing");
        assertThat(SortedRun.of(Drawn.version("0: 9[a..b] 8[a..b] | 4: 5[a..b] 6[c..d] | 6: 1[a..b]")))
                .extracting(run -> run.level() + ": " + run.tables())
                .containsExactly("0: [table 9]", "0: [table 8]", "4: [table 5, table 6]", "6: [table 1]");
    }

    // ---- which

    @Test
    void a_run_that_is_larger_than_all_newer_ones_together_stays() {
        assertTiered("0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 1[a..b]*5").isEqualTo("merge 0: 9 8 7 6 to 5");
        assertTiered("0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 1[a..b]*4").isEqualTo("merge 0: 9 8 7 6, 6: 1 to 6");
    }

    @Test
    void what_was_merged_along_counts_for_the_next_run() {
        assertTiered("0: 9[a..b] 8[a..b] | 3: 4[a..b]*2 | 4: 3[a..b]*4 | 6: 1[a..b]*9")
                .isEqualTo("merge 0: 9 8, 3: 4, 4: 3 to 5");
        assertTiered("0: 9[a..b] 8[a..b] | 3: 4[a..b]*2 | 4: 3[a..b]*4 | 6: 1[a..b]*8")
                .isEqualTo("merge 0: 9 8, 3: 4, 4: 3, 6: 1 to 6");
    }

    @Test
    void at_least_so_many_are_merged_that_four_are_left() {
        assertTiered("0: 9[a..b] | 2: 5[a..b]*50 | 3: 4[a..b]*300 | 4: 3[a..b]*900 | 6: 1[a..b]*5000")
                .isEqualTo("merge 0: 9, 2: 5 to 2");
        assertTiered("0: 9[a..b] 8[a..b] | 2: 5[a..b]*50 | 3: 4[a..b]*300 | 4: 3[a..b]*900 | 6: 1[a..b]*5000")
                .isEqualTo("merge 0: 9 8, 2: 5 to 2");
    }

    @Test
    void all_of_level_0_is_merged_however_large_a_table_is() {
        assertTiered("0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] 5[a..b]*100 | 6: 1[a..b]*1000")
                .isEqualTo("merge 0: 9 8 7 6 5 to 5");
    }

    @Test
    void where_no_level_is_free_below_level_0_level_1_is_merged_along() {
        assertTiered("0: 9[a..b] 8[a..b] | 1: 5[a..b]*50 | 2: 4[a..b]*300 | 6: 1[a..b]*5000")
                .isEqualTo("merge 0: 9 8, 1: 5 to 1");
    }

    @Test
    void a_run_is_similar_up_to_three_times_the_length_of_all_newer_ones_unless_told_otherwise() {
        CompactionStrategy generous = new TieredCompaction();
        assertNext(generous, "0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 1[a..b]*12")
                .isEqualTo("merge 0: 9 8 7 6, 6: 1 to 6");
        assertNext(generous, "0: 9[a..b] 8[a..b] 7[a..b] 6[a..b] | 6: 1[a..b]*13")
                .isEqualTo("merge 0: 9 8 7 6 to 5");
    }

    // ---- where to

    @Test
    void the_result_becomes_the_level_above_the_next_older_run() {
        assertTiered("0: 9[a..b] 8[a..b] | 1: 5[a..b]*2 | 4: 3[a..b]*99 | 6: 1[a..b]*999")
                .isEqualTo("merge 0: 9 8, 1: 5 to 3");
        assertTiered("0: 9[a..b] 8[a..b] 7[a..b] | 2: 3[a..b]*99 | 6: 1[a..b]*999")
                .isEqualTo("merge 0: 9 8 7 to 1");
    }

    // ---- everything

    @Test
    void full_merges_everything_as_soon_as_there_are_five_runs() {
        assertNext(full, "0: 9[a..b] 8[a..b] | 2: 5[a..b]*50 | 6: 1[a..b]*5000").isEqualTo("nothing");
        assertNext(full, "0: 9[a..b] 8[a..b] 7[a..b] | 2: 5[a..b]*50 | 6: 1[a..b]*5000")
                .isEqualTo("merge 0: 9 8 7, 2: 5, 6: 1 to 6");
        assertNext(new FullCompaction(1), "1: 9[a..b] | 5: 1[a..b]").isEqualTo("merge 1: 9, 5: 1 to 6");
    }

    private AbstractStringAssert<?> assertTiered(String drawn) {
        return assertNext(tiered, drawn);
    }

    private static AbstractStringAssert<?> assertNext(CompactionStrategy strategy, String drawn) {
        return assertThat(Drawn.of(strategy.next(Drawn.version(drawn), 0))).as("what is done with %s", drawn);
    }
}
