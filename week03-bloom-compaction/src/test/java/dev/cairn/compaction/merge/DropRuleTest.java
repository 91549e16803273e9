package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What a merge leaves out, and what it must not.
@Tag("3.8")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DropRuleTest {
    private final MergePlace place = new MergePlace();

    // ---- hidden by a newer entry

    @Order(1)
    @Test
    void what_nobody_can_see_any_more_is_left_out() {
        place.table(0, "a@1=old", "b@2=old");
        place.table(0, "a@4=new", "c@3=c");
        assertThat(place.mergeAll(1, 9))
                .as("entries, all of them seen by all")
                .containsExactly("a@4=new", "b@2=old", "c@3=c");
        assertThat(place.counts().entriesRead()).isEqualTo(4);
        assertThat(place.counts().entriesHidden()).as("hidden entries").isEqualTo(1);
    }

    @Order(2)
    @Test
    void a_version_stays_that_the_oldest_snapshot_sees() {
        place.table(0, "a@1=one", "a@4=four", "a@6=six", "a@9=nine");
        assertThat(place.mergeAll(1, 6)).as("entries, oldest snapshot 6").containsExactly("a@9=nine", "a@6=six");
    }

    @Order(3)
    @Test
    void a_version_stays_that_the_oldest_snapshot_sees_although_none_is_as_old_as_it() {
        place.table(0, "a@1=one", "a@4=four", "a@6=six", "a@9=nine");
        assertThat(place.mergeAll(1, 5))
                .as("entries, oldest snapshot 5: it sees a@4")
                .containsExactly("a@9=nine", "a@6=six", "a@4=four");
    }

    @Test
    void a_key_that_begins_another_does_not_hide_it() {
        place.table(0, "a@9=a", "aa@3=aa", "aaa@1=aaa", "b@1=b");
        assertThat(place.mergeAll(1, 9)).containsExactly("a@9=a", "aa@3=aa", "aaa@1=aaa", "b@1=b");
    }

    @Test
    void a_key_longer_than_any_buffer_hides_only_its_own_versions() {
        String key = "k".repeat(1_000);
        place.table(0, key + "@9=new", key + "@1=old", key + "k@1=other");
        assertThat(place.mergeAll(1, 9).stream().map(entry -> entry.replace(key, "K")))
                .as("entries; K is a key of 1,000 bytes, and Kk one of 1,001")
                .containsExactly("K@9=new", "Kk@1=other");
    }

    @Test
    void the_empty_key_is_a_key_like_any_other() {
        place.table(0, "@2=new", "@1=old", "a@3=a");
        assertThat(place.mergeAll(1, 9)).containsExactly("@2=new", "a@3=a");
    }

    @Test
    void an_entry_that_two_tables_have_is_written_once() {
        place.table(0, "a@8=same", "a@3=older");
        place.table(0, "a@8=same", "b@9=b");
        assertThat(place.mergeAll(1, 5))
                .as("entries, oldest snapshot 5")
                .containsExactly("a@8=same", "a@3=older", "b@9=b");
    }

    // ---- tombstones

    @Test
    void a_tombstone_goes_with_what_it_hides_where_nothing_is_below() {
        place.table(1, "a@1=old", "b@2=b");
        place.table(0, "a@4 deleted");
        assertThat(place.mergeAll(1, 9)).as("entries at the bottom").containsExactly("b@2=b");
        assertThat(place.counts().tombstonesDropped()).as("tombstones dropped").isEqualTo(1);
        assertThat(place.counts().entriesHidden()).as("hidden entries").isEqualTo(1);
    }

    @Order(4)
    @Test
    void a_tombstone_stays_while_an_older_version_may_live_below() {
        place.table(3, "a@1=old", "c@1=old");
        place.table(0, "a@4 deleted", "b@5 deleted", "c@6 deleted");
        assertThat(place.mergeAll(1, 9))
                .as("tombstones whose keys are in the range of the table in level 3")
                .containsExactly("a@4 deleted", "b@5 deleted", "c@6 deleted");
    }

    @Test
    void a_tombstone_goes_that_is_beside_all_tables_below() {
        place.table(2, "b@1=old", "d@1=old");
        place.table(3, "f@1=old", "h@1=old");
        place.table(2, "k@1=old", "m@1=old");
        place.table(
                0,
                "a@9 deleted",
                "c@9 deleted",
                "e@9 deleted",
                "g@9 deleted",
                "i@9 deleted",
                "l@9 deleted",
                "n@9 deleted");
        assertThat(place.mergeAll(1, 9))
                .as("tombstones that lie in b..d, f..h or k..m")
                .containsExactly("c@9 deleted", "g@9 deleted", "l@9 deleted");
    }

    @Test
    void a_tombstone_stays_at_both_borders_of_a_table_below() {
        place.table(2, "b@1=old", "d@1=old");
        place.table(0, "b@7 deleted", "d@8 deleted");
        assertThat(place.mergeAll(1, 9)).containsExactly("b@7 deleted", "d@8 deleted");
    }

    @Test
    void a_tombstone_stays_that_hides_an_entry_of_a_neighbour_in_the_output_level() {
        Input newer = place.table(1, "a@2=a", "k@9 deleted");
        place.table(1, "k@4=old", "m@1=m");
        assertThat(place.merge(CompactionPlan.merge(List.of(newer), 1), 9, 1 << 20))
                .as("the first of two tables that share a key, rewritten alone")
                .containsExactly(List.of("a@2=a", "k@9 deleted"));
    }

    @Test
    void a_tombstone_stays_that_a_reader_may_not_see_yet() {
        place.table(0, "a@3=a", "a@8 deleted", "b@8 deleted");
        assertThat(place.mergeAll(1, 7))
                .as("entries, oldest snapshot 7")
                .containsExactly("a@8 deleted", "a@3=a", "b@8 deleted");
    }

    @Test
    void a_tombstone_that_is_hidden_counts_as_hidden() {
        place.table(0, "a@3 deleted", "a@8=a");
        assertThat(place.mergeAll(1, 9)).containsExactly("a@8=a");
        assertThat(place.counts().tombstonesDropped()).as("tombstones dropped").isZero();
        assertThat(place.counts().entriesHidden()).as("hidden entries").isEqualTo(1);
    }

    @Test
    void what_is_newer_than_a_needless_tombstone_stays() {
        place.table(0, "a@1=one", "a@3 deleted", "a@8=eight");
        assertThat(place.mergeAll(1, 5)).as("entries, oldest snapshot 5").containsExactly("a@8=eight");
    }

    @Test
    void a_table_that_is_merged_itself_keeps_no_tombstone() {
        Input below = place.table(2, "a@1=old", "z@1=z");
        Input above = place.table(1, "a@4 deleted", "y@2 deleted");
        assertThat(place.merge(CompactionPlan.merge(List.of(above, below), 2), 9, 1 << 20))
                .containsExactly(List.of("z@1=z"));
    }
}
