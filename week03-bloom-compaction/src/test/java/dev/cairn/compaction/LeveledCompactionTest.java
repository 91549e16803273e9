package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which part of a level goes down next, and whether it is moved or merged.
@Tag("3.7")
final class LeveledCompactionTest {
    private final LeveledCompaction strategy = new LeveledCompaction();

    @Test
    void nothing_is_done_where_nothing_is_due() {
        assertNext("0: 3[a..b] 2[a..b] 1[a..b] | 1: 9[a..z]*63").isEqualTo("nothing");
        assertThat(strategy.next(Version.EMPTY, 0))
                .as("what is done in an empty store")
                .isEmpty();
    }

    // ---- level 0

    @Test
    void of_level_0_all_that_overlap_go_down_together() {
        assertNext("0: 4[a..m] 3[k..z] 2[b..c] 1[c..d] | 1: 9[a..e] 8[f..p]")
                .isEqualTo("merge 0: 4 3 2 1, 1: 9 8 to 1, pointer 0 at z");
    }

    @Test
    void of_level_0_the_oldest_goes_first() {
        assertNext("0: 4[a..b] 3[e..f] 2[c..d] 1[g..h] | 1: 9[g..i]")
                .isEqualTo("merge 0: 1, 1: 9 to 1, pointer 0 at h");
    }

    @Test
    void a_store_that_was_never_merged_begins_with_its_twelve_oldest_tables() {
        StringBuilder drawn = new StringBuilder("0:");
        for (int number = 100; number > 0; number--) {
            drawn.append(' ').append(number).append("[a..z]");
        }
        assertNext(drawn.toString()).isEqualTo("merge 0: 12 11 10 9 8 7 6 5 4 3 2 1 to 1, pointer 0 at z");
    }

    // ---- going round

    @Test
    void without_a_pointer_the_first_table_goes_down() {
        assertNext("1: 5[a..c]*30 6[d..g]*30 7[h..k]*30 | 2: 1[a..z]")
                .isEqualTo("merge 1: 5 6 7, 2: 1 to 2, pointer 1 at k");
        assertNext("1: 5[a..c]*30 6[d..g]*30 7[h..k]*30 | 2: 1[b..c] 2[d..e]")
                .isEqualTo("merge 1: 5, 2: 1 to 2, pointer 1 at c");
    }

    @Test
    void the_table_behind_the_pointer_goes_down() {
        assertNext("1>c: 5[a..c]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 6 to 2, pointer 1 at g");
        assertNext("1>e: 5[a..c]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 6 to 2, pointer 1 at g");
        assertNext("1>g: 5[a..c]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 7 to 2, pointer 1 at k");
    }

    @Test
    void behind_the_pointer_is_said_of_internal_keys() {
        assertNext("1>c@9: 5[a..c@3]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 5 to 2, pointer 1 at c@3");
        assertNext("1>c@3: 5[a..c@3]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 6 to 2, pointer 1 at g");
    }

    @Test
    void behind_the_last_table_it_begins_again_with_the_first() {
        assertNext("1>k: 5[a..c]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 5 to 2, pointer 1 at c");
        assertNext("1>x: 5[a..c]*30 6[d..g]*30 7[h..k]*30").isEqualTo("move 1: 5 to 2, pointer 1 at c");
    }

    @Test
    void the_pointer_of_another_level_does_not_count() {
        assertNext("1>b: 5[a..c]*64 | 2>e: 6[d..e]*330 7[f..g]*330").isEqualTo("move 2: 7 to 3, pointer 2 at g");
    }

    @Test
    void the_pointer_goes_behind_all_that_went_down() {
        assertNext("1: 5[a..c@7]*40 6[c@5..e]*40 7[f..g]*40 | 2: 1[b..b]")
                .isEqualTo("merge 1: 5 6, 2: 1 to 2, pointer 1 at e");
    }

    @Test
    void each_table_of_a_level_comes_up_once_before_any_comes_up_again() {
        Version version = Drawn.version("2: 5[a..c@7] 6[c@5..e] 7[f..f] 8[g..k] 9[l..m]");
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            TableFile next = LeveledCompaction.upNext(version, 2);
            turns.add(next.number());
            version = version.withEdit(Edits.edit(edit -> edit.pointer(2, next.largest())));
        }
        assertThat(turns).as("tables of %s, as they come up", version).containsExactly(5L, 6L, 7L, 8L, 9L, 5L, 6L);
    }

    // ---- moves

    @Test
    void a_table_with_which_nothing_overlaps_is_moved() {
        assertNext("0: 4[g..h] 3[e..f] 2[c..d] 1[a..b] | 1: 9[c..z]").isEqualTo("move 0: 1 to 1, pointer 0 at b");
        assertNext("5: 5[a..b]*640000 | 6: 6[c..d]").isEqualTo("move 5: 5 to 6, pointer 5 at b");
    }

    @Test
    void two_tables_are_not_moved() {
        assertNext("0: 4[g..h] 3[e..f] 2[b..d] 1[a..b] | 1: 9[x..z]").isEqualTo("merge 0: 2 1 to 1, pointer 0 at d");
        assertNext("1: 5[a..c@7]*40 6[c@5..e]*40").isEqualTo("merge 1: 5 6 to 2, pointer 1 at e");
    }

    @Test
    void a_table_that_lies_above_too_much_of_the_level_after_next_is_cut_into_smaller_ones() {
        assertNext("1: 5[a..m]*64 | 3: 1[a..b]*40 2[c..d]*40 3[n..o]").isEqualTo("move 1: 5 to 2, pointer 1 at m");
        assertNext("1: 5[a..m]*64 | 3: 1[a..b]*40 2[c..d]*41 3[n..o]").isEqualTo("merge 1: 5 to 2, pointer 1 at m");
    }

    private AbstractStringAssert<?> assertNext(String drawn) {
        return assertThat(Drawn.of(strategy.next(Drawn.version(drawn), 0))).as("what is done with %s", drawn);
    }
}
