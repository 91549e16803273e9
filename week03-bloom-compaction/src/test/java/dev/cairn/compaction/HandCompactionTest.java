package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is done, plan by plan, for somebody who asks that a range be merged. Each merge makes one table,
/// with the next number from 101 on, and as many MiB as its inputs.
@Tag("3.12")
final class HandCompactionTest {
    // ---- level by level

    @Test
    void everything_goes_down_to_the_deepest_level_that_has_anything() {
        assertThat(plans("0: 9[a..m] 8[k..z] | 1: 5[a..c] | 3: 1[b..d]", KeyRange.all()))
                .containsExactly("merge 0: 9 8, 1: 5 to 1", "move 1: 101 to 2", "merge 2: 101, 3: 1 to 3");
    }

    @Test
    void tables_of_level_0_go_to_level_1_and_are_merged_there_even_if_nothing_overlaps() {
        assertThat(plans("0: 9[a..c] 8[x..z]", KeyRange.all())).containsExactly("merge 0: 8 to 1", "merge 0: 9 to 1");
    }

    @Test
    void a_store_without_tables_has_nothing_to_merge() {
        assertThat(new HandCompaction(KeyRange.all(), 100 << 20, 12).next(Version.EMPTY, 0))
                .isEmpty();
    }

    @Test
    void the_oldest_tables_of_level_0_go_first_and_not_too_many_at_once() {
        assertThat(plans("0: 9[a..z] 8[a..z] 7[a..z] 6[a..z] 5[a..z]", KeyRange.all()))
                .containsExactly("merge 0: 7 6 5 to 1", "merge 0: 9 8, 1: 101 to 1");
    }

    // ---- the deepest level

    @Test
    void what_no_merge_has_touched_in_the_deepest_level_is_written_once_more() {
        assertThat(plans("1: 9[c..d] | 2: 1[a..b] 2[c..d] 3[e..f] 4[g..h]", KeyRange.all()))
                .containsExactly("merge 1: 9, 2: 2 to 2", "merge 2: 1 to 2", "merge 2: 3 4 to 2");
    }

    @Test
    void what_was_moved_to_the_deepest_level_but_one_is_merged_into_the_deepest() {
        assertThat(plans("1: 9[c..d] | 3: 1[x..z]", KeyRange.all()))
                .containsExactly("move 1: 9 to 2", "merge 2: 9 to 3", "merge 3: 1 to 3");
    }

    @Test
    void tables_of_the_deepest_level_that_share_a_user_key_are_written_together() {
        assertThat(plans("2: 1[a..c@9]*60 2[c@5..d]*60 3[e..f]", KeyRange.all()))
                .containsExactly("merge 2: 1 2 to 2", "merge 2: 3 to 2");
    }

    // ---- in parts

    @Test
    void a_plan_reads_a_bounded_part_of_a_level() {
        assertThat(plans("1: 5[a..b]*30 6[c..d]*30 7[e..f]*30 | 2: 1[a..b]*20 2[e..f]*20", KeyRange.all()))
                .containsExactly("merge 1: 5 6, 2: 1 to 2", "merge 1: 7, 2: 2 to 2");
        assertThat(plans("2: 1[a..b]*50 2[c..d]*50 3[e..f]*50", KeyRange.all()))
                .containsExactly("merge 2: 1 2 to 2", "merge 2: 3 to 2");
    }

    @Test
    void a_part_may_read_as_much_as_it_is_allowed_to_and_no_more() {
        assertThat(plans("1: 5[a..b]*50 6[c..d]*50 7[e..f]*50 | 2: 1[x..z]", KeyRange.all()))
                .containsExactly("merge 1: 5 6 to 2", "merge 1: 7 to 2", "merge 2: 1 to 2");
    }

    @Test
    void a_table_that_can_be_moved_is_moved_alone_though_the_next_one_would_fit() {
        assertThat(plans("1: 5[a..b] 6[c..d] | 3: 1[a..z]", KeyRange.all()))
                .containsExactly("move 1: 5 to 2", "move 1: 6 to 2", "merge 2: 5 6, 3: 1 to 3");
    }

    @Test
    void old_tables_of_the_deepest_level_go_together_only_if_no_other_comes_along() {
        CompactionStrategy hand = new HandCompaction(KeyRange.all(), 100 << 20, 3);
        assertThat(hand.next(Drawn.version("2: 1[a..c] 2[d..e] 3[f..g]"), 0)).isPresent();
        assertThat(Drawn.of(hand.next(Drawn.version("2: 1[a..c@9] 20[c@5..e] 3[f..g]"), 0)))
                .as("what is done with 1, 20 and 3, of which 20 is new and shares a key with 1")
                .isEqualTo("merge 2: 1 20 to 2");
    }

    @Test
    void a_part_that_is_too_large_in_itself_is_merged_all_the_same() {
        assertThat(plans("1: 5[a..z]*150 | 2: 1[a..b]*500 2[e..f]*500", KeyRange.all()))
                .containsExactly("merge 1: 5, 2: 1 2 to 2");
    }

    // ---- the range

    @Test
    void only_tables_that_have_anything_of_the_range_are_merged() {
        String drawn = "1: 5[a..c] 6[d..f] 7[g..i] | 2: 1[a..c] 2[d..f] 3[g..i]";
        assertThat(plans(drawn, between("d", "e"))).containsExactly("merge 1: 6, 2: 2 to 2");
        assertThat(plans(drawn, between("f", "g"))).containsExactly("merge 1: 6, 2: 2 to 2");
        assertThat(plans(drawn, between("f", "gg"))).containsExactly("merge 1: 6 7, 2: 2 3 to 2");
        assertThat(plans(drawn, KeyRange.from(Bytes.utf8("h")))).containsExactly("merge 1: 7, 2: 3 to 2");
        assertThat(plans(drawn, KeyRange.to(Bytes.utf8("d")))).containsExactly("merge 1: 5, 2: 1 to 2");
    }

    @Test
    void a_deeper_level_without_anything_of_the_range_is_not_reached() {
        assertThat(plans("0: 9[a..c] | 1: 5[a..b] 4[x..z] | 5: 1[x..z]", between("a", "c")))
                .containsExactly("merge 0: 9, 1: 5 to 1");
    }

    @Test
    void an_empty_range_has_nothing_even_in_the_middle_of_a_table() {
        String drawn = "0: 9[a..z] | 1: 5[a..z]";
        assertThat(plans(drawn, between("c", "c"))).as("c to c").isEmpty();
        assertThat(plans(drawn, between("d", "c"))).as("d to c").isEmpty();
        assertThat(plans(drawn, between("zz", "zzz"))).as("behind all").isEmpty();
    }

    // ---- while others go on

    @Test
    void tables_that_come_to_level_0_meanwhile_are_left_alone() {
        CompactionStrategy hand = new HandCompaction(KeyRange.all(), 100 << 20, 3);
        Version before = Drawn.version("0: 9[a..c] | 1: 5[a..b]");
        CompactionPlan plan = hand.next(before, 0).orElseThrow();
        Version after = before.withEdit(Edits.add(0, table(10)))
                .withEdit(plan.edit(List.of(table(11))))
                .withEdit(Edits.add(0, table(12)));
        assertThat(Drawn.of(hand.next(after, 0)))
                .as("what is done with %s", after)
                .isEqualTo("nothing");
    }

    @Test
    void a_pass_does_not_go_back_to_what_came_behind_it() {
        CompactionStrategy hand = new HandCompaction(KeyRange.all(), 100 << 20, 3);
        Version before = Drawn.version("1: 5[a..b]*90 6[c..d]*90 | 2: 1[a..d]");
        assertThat(hand.next(before, 0)).isPresent();
        Version after = Drawn.version("1: 20[a..b] 6[c..d]*90 | 2: 21[a..d]");
        assertThat(Drawn.of(hand.next(after, 0))).isEqualTo("merge 1: 6, 2: 21 to 2");
        assertThat(Drawn.of(hand.next(Drawn.version("1: 20[a..b] 22[c..d] | 2: 23[a..d]"), 0)))
                .isEqualTo("nothing");
    }

    @Test
    void nor_to_what_came_where_any_table_of_its_part_was() {
        CompactionStrategy hand = new HandCompaction(KeyRange.all(), 100 << 20, 3);
        Version before = Drawn.version("1: 5[a..b]*30 6[c..d]*30 7[e..f]*30 8[g..h]*30 | 2: 1[x..z]");
        assertThat(Drawn.of(hand.next(before, 0))).isEqualTo("merge 1: 5 6 7 to 2");
        Version after = Drawn.version("1: 20[c..d] 8[g..h]*30 | 2: 21[a..f] 1[x..z]");
        assertThat(Drawn.of(hand.next(after, 0)))
                .as("what is done with %s, when the pass has gone to f", after)
                .isEqualTo("merge 1: 8 to 2");
    }

    @Test
    void every_strategy_merges_by_hand() {
        for (CompactionStrategy each : List.of(new LeveledCompaction(), new TieredCompaction(), new FullCompaction())) {
            assertThat(plans(each.byHand(KeyRange.all()), "0: 9[a..c] 8[b..z] | 3: 1[b..d]"))
                    .as("by hand with %s", each)
                    .containsExactly("merge 0: 9 8 to 1", "move 1: 101 to 2", "merge 2: 101, 3: 1 to 3");
        }
    }

    private static KeyRange between(String from, String to) {
        return KeyRange.between(Bytes.utf8(from), Bytes.utf8(to));
    }

    private static TableFile table(long number) {
        return Edits.table(number, "a", "c");
    }

    /// At most 100 MiB and three tables of level 0 at once.
    private static List<String> plans(String drawn, KeyRange range) {
        return plans(new HandCompaction(range, 100 << 20, 3), drawn);
    }

    private static List<String> plans(CompactionStrategy hand, String drawn) {
        List<String> plans = new ArrayList<>();
        Version version = Drawn.version(drawn);
        Optional<CompactionPlan> plan = hand.next(version, 0);
        while (plan.isPresent() && plans.size() < 20) {
            plans.add(Drawn.of(plan));
            version = version.withEdit(edit(plan.get(), 100 + plans.size()));
            plan = hand.next(version, 0);
        }
        return plans;
    }

    private static VersionEdit edit(CompactionPlan plan, long number) {
        Span all =
                Span.of(plan.inputs().stream().map(CompactionPlan.Input::table).toList());
        TableFile output = new TableFile(number, plan.bytes(), all.first(), all.last());
        return plan.isTrivialMove() ? plan.moveEdit() : plan.edit(List.of(output));
    }
}
