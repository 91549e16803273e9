package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.compaction.merge.DropRule.Fate;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What a merge may leave out, and what it must not: the rule alone, asked of each entry, with nothing written.
@Tag("3.9")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DropRuleTest {
    private final MergePlace place = new MergePlace();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);

    // ---- hidden by a newer entry

    @Order(1)
    @Test
    void what_nobody_can_see_any_more_is_left_out() {
        place.table(0, "a@1=old", "b@2=old");
        place.table(0, "a@4=new", "c@3=c");
        assertThat(kept(1, 9)).as("entries, all of them seen by all").containsExactly("a@4=new", "b@2=old", "c@3=c");
        assertThat(count(Fate.HIDDEN)).as("hidden entries").isEqualTo(1);
    }

    @Order(2)
    @Test
    void a_version_stays_that_the_oldest_snapshot_sees() {
        place.table(0, "a@1=one", "a@4=four", "a@6=six", "a@9=nine");
        assertThat(kept(1, 6)).as("entries, oldest snapshot 6").containsExactly("a@9=nine", "a@6=six");
    }

    @Order(3)
    @Test
    void a_version_stays_that_the_oldest_snapshot_sees_although_none_is_as_old_as_it() {
        place.table(0, "a@1=one", "a@4=four", "a@6=six", "a@9=nine");
        assertThat(kept(1, 5))
                .as("entries, oldest snapshot 5: it sees a@4")
                .containsExactly("a@9=nine", "a@6=six", "a@4=four");
    }

    @Test
    void a_key_that_begins_another_does_not_hide_it() {
        place.table(0, "a@9=a", "aa@3=aa", "aaa@1=aaa", "b@1=b");
        assertThat(kept(1, 9)).containsExactly("a@9=a", "aa@3=aa", "aaa@1=aaa", "b@1=b");
    }

    @Test
    void a_key_longer_than_any_buffer_hides_only_its_own_versions() {
        String key = "k".repeat(1_000);
        place.table(0, key + "@9=new", key + "@1=old", key + "k@1=other");
        assertThat(kept(1, 9).stream().map(entry -> entry.replace(key, "K")))
                .as("entries; K is a key of 1,000 bytes, and Kk one of 1,001")
                .containsExactly("K@9=new", "Kk@1=other");
    }

    @Test
    void the_empty_key_is_a_key_like_any_other() {
        place.table(0, "@2=new", "@1=old", "a@3=a");
        assertThat(kept(1, 9)).containsExactly("@2=new", "a@3=a");
    }

    @Test
    void an_entry_that_two_tables_have_is_written_once() {
        place.table(0, "a@8=same", "a@3=older");
        place.table(0, "a@8=same", "b@9=b");
        assertThat(kept(1, 5)).as("entries, oldest snapshot 5").containsExactly("a@8=same", "a@3=older", "b@9=b");
    }

    // ---- tombstones

    @Test
    void a_tombstone_goes_with_what_it_hides_where_nothing_is_below() {
        place.table(1, "a@1=old", "b@2=b");
        place.table(0, "a@4 deleted");
        assertThat(kept(1, 9)).as("entries at the bottom").containsExactly("b@2=b");
        assertThat(count(Fate.NEEDLESS)).as("tombstones dropped").isEqualTo(1);
        assertThat(count(Fate.HIDDEN)).as("hidden entries").isEqualTo(1);
    }

    @Order(4)
    @Test
    void a_tombstone_stays_while_an_older_version_may_live_below() {
        place.table(3, "a@1=old", "c@1=old");
        place.table(0, "a@4 deleted", "b@5 deleted", "c@6 deleted");
        assertThat(kept(1, 9))
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
        assertThat(kept(1, 9))
                .as("tombstones that lie in b..d, f..h or k..m")
                .containsExactly("c@9 deleted", "g@9 deleted", "l@9 deleted");
    }

    @Test
    void a_tombstone_stays_at_both_borders_of_a_table_below() {
        place.table(2, "b@1=old", "d@1=old");
        place.table(0, "b@7 deleted", "d@8 deleted");
        assertThat(kept(1, 9)).containsExactly("b@7 deleted", "d@8 deleted");
    }

    @Test
    void a_tombstone_stays_that_hides_an_entry_of_a_neighbour_in_the_output_level() {
        Input newer = place.table(1, "a@2=a", "k@9 deleted");
        place.table(1, "k@4=old", "m@1=m");
        assertThat(kept(CompactionPlan.merge(List.of(newer), 1), 9))
                .as("the first of two tables that share a key, rewritten alone")
                .containsExactly("a@2=a", "k@9 deleted");
    }

    @Test
    void a_tombstone_stays_that_a_reader_may_not_see_yet() {
        place.table(0, "a@3=a", "a@8 deleted", "b@8 deleted");
        assertThat(kept(1, 7)).as("entries, oldest snapshot 7").containsExactly("a@8 deleted", "a@3=a", "b@8 deleted");
    }

    @Test
    void a_tombstone_that_is_hidden_counts_as_hidden() {
        place.table(0, "a@3 deleted", "a@8=a");
        assertThat(kept(1, 9)).containsExactly("a@8=a");
        assertThat(count(Fate.NEEDLESS)).as("tombstones dropped").isZero();
        assertThat(count(Fate.HIDDEN)).as("hidden entries").isEqualTo(1);
    }

    @Test
    void what_is_newer_than_a_needless_tombstone_stays() {
        place.table(0, "a@1=one", "a@3 deleted", "a@8=eight");
        assertThat(kept(1, 5)).as("entries, oldest snapshot 5").containsExactly("a@8=eight");
    }

    @Test
    void a_table_that_is_merged_itself_keeps_no_tombstone() {
        Input below = place.table(2, "a@1=old", "z@1=z");
        Input above = place.table(1, "a@4 deleted", "y@2 deleted");
        assertThat(kept(CompactionPlan.merge(List.of(above, below), 2), 9)).containsExactly("z@1=z");
    }

    // ---- damage

    @Test
    void an_entry_of_an_unknown_kind_is_refused_and_does_not_go_as_a_tombstone() {
        InternalKey unknown = InternalKey.of(Bytes.utf8("k"), EntryTag.ofPut(4) + 1);
        place.table(0, Map.of(unknown, Bytes.EMPTY));
        assertThatThrownBy(() -> kept(1, 9))
                .as("k@4 of kind 2, at the bottom")
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("0000000000000402");
    }

    // ---- what the outputs want to know

    @Test
    void the_first_entry_of_each_user_key_is_known_as_such_whatever_becomes_of_it() {
        place.table(0, "a@9=a", "a@8=a", "aa@7 deleted", "aa@6=aa", "b@5=b");
        List<Boolean> areNew = new ArrayList<>();
        DropRule rule = ruleOf(planUpTo(1), 9);
        try (EntryCursor entries = place.entriesOf(planUpTo(1))) {
            for (boolean isOn = entries.first(); isOn; isOn = entries.next()) {
                rule.fateOf(entries);
                areNew.add(rule.isNewKey());
            }
        }
        assertThat(areNew)
                .as("whether a@9, a@8, aa@7, aa@6 and b@5 are the first of their key")
                .containsExactly(true, false, true, false, true);
    }

    /// What the rule keeps of everything in the levels up to `level`, which is the one that all goes to.
    private List<String> kept(int level, long oldestSnapshot) {
        return kept(planUpTo(level), oldestSnapshot);
    }

    private List<String> kept(CompactionPlan plan, long oldestSnapshot) {
        DropRule rule = ruleOf(plan, oldestSnapshot);
        List<String> kept = new ArrayList<>();
        try (EntryCursor entries = place.entriesOf(plan)) {
            for (boolean isOn = entries.first(); isOn; isOn = entries.next()) {
                Fate fate = rule.fateOf(entries);
                fates.merge(fate, 1, Integer::sum);
                if (fate == Fate.KEPT) {
                    kept.add(Entries.at(entries));
                }
            }
        }
        return kept;
    }

    private int count(Fate fate) {
        return fates.getOrDefault(fate, 0);
    }

    private CompactionPlan planUpTo(int level) {
        return CompactionPlan.merge(place.inputsUpTo(level), level);
    }

    private DropRule ruleOf(CompactionPlan plan, long oldestSnapshot) {
        return new DropRule(oldestSnapshot, new OlderTables(plan, place.version()));
    }
}
