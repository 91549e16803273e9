package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.version.Version;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What must come along with a table that is to be merged, and what may.
@Tag("3.6")
final class LevelInputsTest {
    private static final int LEVEL_0_MAX = 12;

    // ---- level 0

    @Test
    void in_level_0_all_come_along_that_overlap_and_all_that_overlap_with_these() {
        String drawn = "0: 12[c..f] 9[e..k] 8[a..c] 7[x..z] | 1: 5[a..b] 6[g..h] 4[l..p]";
        assertInputs(drawn, 0, 8).isEqualTo("merge 0: 12 9 8, 1: 5 6 to 1");
        assertInputs(drawn, 0, 7).isEqualTo("merge 0: 7 to 1");
    }

    @Test
    void in_level_0_a_chain_of_tables_each_of_which_touches_only_the_next_comes_along() {
        assertInputs("0: 5[a..c] 4[c..e] 3[e..g] 2[g..i] 1[i..k]", 0, 1).isEqualTo("merge 0: 5 4 3 2 1 to 1");
    }

    @Test
    void in_level_0_one_common_user_key_is_an_overlap() {
        assertInputs("0: 2[c@9..e] 1[a..c]", 0, 1).isEqualTo("merge 0: 2 1 to 1");
    }

    @Test
    void of_too_many_tables_in_level_0_the_oldest_go_first() {
        Version version = Drawn.version("0: 5[a..b] 4[b..c] 3[a..c] 2[a..b] 1[b..c] | 1: 9[a..a]");
        assertThat(Drawn.of(
                        LevelInputs.of(version, 0, Drawn.tables(version, 1), 3).merge()))
                .as("three of level 0 of %s", version)
                .isEqualTo("merge 0: 3 2 1, 1: 9 to 1");
    }

    // ---- neighbours that share a user key

    @Test
    void the_neighbour_that_begins_with_the_same_user_key_comes_along() {
        String drawn = "1: 5[a..c@7] 6[c@5..e] 7[f..g]";
        assertInputs(drawn, 1, 5).isEqualTo("merge 1: 5 6 to 2");
        assertInputs(drawn, 1, 6).isEqualTo("merge 1: 5 6 to 2");
        assertInputs(drawn, 1, 7).isEqualTo("merge 1: 7 to 2");
    }

    @Test
    void entries_of_one_user_key_come_along_over_any_number_of_tables() {
        assertInputs("1: 5[a..c@7] 6[c@5..c@3] 7[c@2..e@9] 8[e@4..f] 9[g..h]", 1, 5)
                .isEqualTo("merge 1: 5 6 7 8 to 2");
    }

    @Test
    void a_neighbour_in_the_lower_level_comes_along_as_well() {
        assertInputs("1: 5[a..d] | 2: 1[c..e@9] 2[e@7..g] 3[h..i]", 1, 5).isEqualTo("merge 1: 5, 2: 1 2 to 2");
        assertInputs("1: 5[e@20..f] | 2: 1[c..d@9] 4[d@8..e@9] 2[e@7..g]", 1, 5).isEqualTo("merge 1: 5, 2: 1 4 2 to 2");
    }

    // ---- the lower level

    @Test
    void all_tables_of_the_next_level_come_along_that_overlap() {
        assertInputs("1: 5[c..m] | 2: 1[a..b] 2[c..d] 3[f..g] 4[m..n] 6[o..p]", 1, 5)
                .isEqualTo("merge 1: 5, 2: 2 3 4 to 2");
    }

    @Test
    void a_table_of_the_next_level_overlaps_if_one_user_key_is_common() {
        assertInputs("1: 9[a..c@9] | 2: 5[c@4..f]", 1, 9).isEqualTo("merge 1: 9, 2: 5 to 2");
    }

    @Test
    void the_span_of_all_upper_tables_counts_and_not_that_of_the_first() {
        assertInputs("0: 2[k..m] 1[a..l] | 1: 5[b..c] 6[d..j] 7[m..n]", 0, 1).isEqualTo("merge 0: 2 1, 1: 5 6 7 to 1");
    }

    // ---- more than must come along

    @Test
    void more_of_the_upper_level_is_taken_along_if_no_more_of_the_lower_one_is_needed() {
        assertWidened("1: 5[a..b] 6[c..d] 7[f..g] | 2: 1[a..e]", 5, 3).isEqualTo("merge 1: 5 6, 2: 1 to 2");
    }

    @Test
    void nothing_is_taken_along_that_needs_more_of_the_lower_level() {
        assertWidened("1: 5[a..b] 6[c..h] | 2: 1[a..d] 2[g..i]", 5, 100).isEqualTo("merge 1: 5, 2: 1 to 2");
    }

    @Test
    void nothing_is_taken_along_above_the_bound() {
        String drawn = "1: 5[a..b]*10 6[c..d]*10 | 2: 1[a..e]*10";
        assertWidened(drawn, 5, 29).isEqualTo("merge 1: 5, 2: 1 to 2");
        assertWidened(drawn, 5, 30).isEqualTo("merge 1: 5 6, 2: 1 to 2");
    }

    @Test
    void other_tables_of_level_0_that_are_no_more_are_not_taken_instead() {
        Version version = Drawn.version("0: 3[a..b] 2[c..d] 1[a..b] | 1: 9[a..e]");
        LevelInputs inputs = LevelInputs.of(version, 0, Drawn.tables(version, 2), 1);
        assertThat(Drawn.of(inputs.widened(version, 1, 100 << 20).merge()))
                .as("table 2 of %s, and one of level 0 at most", version)
                .isEqualTo("merge 0: 2, 1: 9 to 1");
    }

    @Test
    void what_must_come_along_does_so_above_the_bound() {
        assertWidened("1: 5[a..c@7]*10 6[c@5..e]*10 | 2: 1[a..e]*10", 5, 1).isEqualTo("merge 1: 5 6, 2: 1 to 2");
    }

    @Test
    void a_table_with_which_nothing_overlaps_stays_alone() {
        assertWidened("1: 5[a..b] 6[c..d] | 2: 1[x..z]", 5, 100).isEqualTo("merge 1: 5 to 2");
    }

    private static AbstractStringAssert<?> assertInputs(String drawn, int level, long chosen) {
        Version version = Drawn.version(drawn);
        LevelInputs inputs = LevelInputs.of(version, level, Drawn.tables(version, chosen), LEVEL_0_MAX);
        return assertThat(Drawn.of(inputs.merge())).as("table %s of %s", chosen, drawn);
    }

    private static AbstractStringAssert<?> assertWidened(String drawn, long chosen, long mebibytesMax) {
        Version version = Drawn.version(drawn);
        LevelInputs inputs = LevelInputs.of(version, 1, Drawn.tables(version, chosen), LEVEL_0_MAX)
                .widened(version, LEVEL_0_MAX, mebibytesMax << 20);
        return assertThat(Drawn.of(inputs.merge()))
                .as("table %s of %s, and %s MiB at most", chosen, drawn, mebibytesMax);
    }
}
