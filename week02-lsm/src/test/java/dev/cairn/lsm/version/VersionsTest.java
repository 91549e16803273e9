package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Versions as their callers see them, and the order in which they touch the disk.
@Tag("2.10")
final class VersionsTest {
    private final VersionsPlace place = VersionsPlace.empty();

    // ---- beginning

    @Test
    void a_new_manifest_is_durable_before_current_names_it() {
        assertThat(place.callsDuring(place::begin))
                .containsSubsequence(
                        "create MANIFEST-000001",
                        "syncDirectory",
                        "append MANIFEST-000001",
                        "sync MANIFEST-000001",
                        "create 000001.dbtmp",
                        "append 000001.dbtmp",
                        "sync 000001.dbtmp",
                        "close 000001.dbtmp",
                        "rename 000001.dbtmp",
                        "syncDirectory");
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000001");
    }

    @Test
    void a_new_manifest_tells_all_numbers_given_out_its_own_included() {
        place.begin();
        assertThat(place.recovery().state()).isEqualTo(new ManifestState(Version.EMPTY, 0, 0, 2, 0));
    }

    @Test
    void versions_go_on_from_a_state_and_leave_older_manifests_to_the_opener() {
        ManifestState state = ManifestState.EMPTY.with(edit(parts ->
                parts.add(1, table(3, "a", "k")).logNumber(4).nextFileNumber(9).lastSequence(77)));
        place.begin();
        Versions versions = place.begin(state, VersionsPlace.MANIFEST_BYTES);
        assertThat(versions.state()).isEqualTo(state);
        assertThat(place.recovery().state()).isEqualTo(new ManifestState(state.version(), 4, 0, 10, 77));
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000001", "MANIFEST-000009");
    }

    // ---- installing

    @Test
    void an_edit_is_synced_before_it_is_shown() {
        Versions versions = place.begin();
        List<String> synced = place.callsDuring(() -> versions.install(
                add(0, table(1, "a", "k")),
                version -> assertThat(place.afterKill().recovery().state().version())
                        .isEqualTo(version)));
        assertThat(synced).startsWith("append MANIFEST-000001", "sync MANIFEST-000001");
        assertThat(versions.current()).hasToString("0: 1");
    }

    @Test
    void what_was_installed_survives_every_power_cut() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        versions.install(
                edit(parts -> parts.add(0, table(2, "a", "k")).logNumber(7).lastSequence(5)));
        place.forEachPowerCut(
                cut -> assertThat(cut.recovery().state()).isEqualTo(new ManifestState(versions.current(), 7, 0, 2, 5)));
    }

    @Test
    void an_edit_that_does_not_fit_is_found_before_it_is_written() {
        Versions versions = place.begin();
        List<String> calls =
                place.callsDuring(() -> assertThatThrownBy(() -> versions.install(edit(parts -> parts.delete(0, 5))))
                        .isInstanceOf(Version.Conflict.class));
        assertThat(calls).isEmpty();
        assertThat(versions.install(add(0, table(1, "a", "k")))).hasToString("0: 1");
    }

    @Test
    void the_log_number_and_the_last_sequence_never_go_back() {
        Versions versions = place.begin();
        versions.install(edit(parts -> parts.logNumber(7).lastSequence(5)));
        assertThatThrownBy(() -> versions.install(edit(parts -> parts.logNumber(6))))
                .hasMessage("expected a log number of at least 7, found 6");
        assertThatThrownBy(() -> versions.install(edit(parts -> parts.lastSequence(4))))
                .hasMessage("expected a last sequence of at least 5, found 4");
    }

    // ---- a manifest that has grown long

    @Test
    void a_long_manifest_is_replaced_by_one_that_begins_with_the_state() {
        Versions versions = place.begin(ManifestState.EMPTY, 200);
        LongStream.rangeClosed(1, 20).forEach(number -> versions.install(add(0, table(number, "a", "k"))));
        assertThat(place.recovery().state().version()).isEqualTo(versions.current());
        assertThat(place.names()).hasSize(2).contains("CURRENT").doesNotContain("MANIFEST-000001");
        assertThat(versions.manifestBytes()).isEqualTo(place.recovery().bytes());
    }

    @Test
    void a_manifest_that_began_with_a_long_state_is_not_replaced_at_each_edit() {
        Versions versions = place.begin(ManifestState.EMPTY, 200);
        LongStream.rangeClosed(1, 100).forEach(number -> versions.install(add(0, table(number, "a", "k"))));
        assertThat(versions.state().nextFileNumber()).isLessThan(10);
    }

    @Test
    void the_manifest_before_is_removed_only_when_the_switch_is_durable() {
        Versions versions = withFullManifest(place);
        assertThat(place.callsDuring(() -> versions.install(add(0, table(2, "a", "k")))))
                .containsSubsequence(
                        "create MANIFEST-000002",
                        "sync MANIFEST-000002",
                        "rename 000002.dbtmp",
                        "syncDirectory",
                        "delete MANIFEST-000001",
                        "append MANIFEST-000002",
                        "sync MANIFEST-000002");
    }

    // ---- tables that nobody needs

    @Test
    void a_table_that_no_version_names_is_handed_over_at_once() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k"), table(2, "a", "k")));
        versions.install(
                edit(parts -> parts.delete(0, 1)),
                _ -> assertThat(place.unused())
                        .as("tables handed over while readers get the version before")
                        .isEmpty());
        assertThat(place.unused()).as("tables handed over afterwards").containsExactly(1L);
    }

    @Test
    void a_pinned_table_stays_until_the_last_pin_is_closed() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k"), table(2, "a", "k")));
        Versions.Pin first = versions.pin();
        Versions.Pin second = versions.pin();
        versions.install(edit(parts -> parts.delete(0, 1)));
        assertThat(versions.pinnedTables()).isEqualTo(1);
        first.close();
        first.close();
        assertThat(place.unused()).isEmpty();
        assertThat(second.version()).hasToString("0: 2 1");
        second.close();
        assertThat(place.unused()).containsExactly(1L);
        assertThat(versions.pinnedTables()).isZero();
    }

    @Test
    void a_table_that_two_pinned_versions_name_waits_for_both() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        Versions.Pin older = versions.pin();
        versions.install(add(0, table(2, "a", "k")));
        Versions.Pin newer = versions.pin();
        versions.install(edit(parts -> parts.delete(0, 1).delete(0, 2)));
        older.close();
        assertThat(place.unused()).isEmpty();
        newer.close();
        assertThat(place.unused()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void a_table_that_only_changes_its_level_stays() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        versions.install(CompactionPlan.move(0, table(1, "a", "k"), 1).moveEdit());
        assertThat(place.unused()).isEmpty();
        assertThat(versions.current()).hasToString("1: 1");
    }

    @Test
    void a_pin_on_the_current_version_hands_over_nothing() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        versions.pin().close();
        assertThat(place.unused()).isEmpty();
    }

    // ---- failures

    @Test
    void after_a_failed_edit_the_next_one_goes_into_a_new_manifest() {
        Versions versions = place.begin();
        versions.install(add(0, table(1, "a", "k")));
        place.failCallAfter(1);
        assertThatThrownBy(() -> versions.install(edit(parts -> parts.delete(0, 1))))
                .isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(versions.current()).hasToString("0: 1");
        assertThat(place.unused()).isEmpty();
        versions.install(add(0, table(2, "a", "k")));
        assertThat(place.recovery().state().version()).hasToString("0: 2 1");
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000002");
    }

    @Test
    void whichever_call_of_a_roll_fails_the_state_on_disk_is_the_one_before() {
        for (int call = 0; ; call++) {
            VersionsPlace other = VersionsPlace.empty();
            Versions versions = withFullManifest(other);
            other.failCallAfter(call);
            List<StoreException> failures = new ArrayList<>();
            try {
                versions.install(add(0, table(2, "a", "k")));
            } catch (StoreException failure) {
                failures.add(failure);
            }
            other.failNothing();
            requireBeforeOrAfter(other, versions, !failures.isEmpty());
            versions.install(add(0, table(3, "a", "k")));
            assertThat(other.recovery().state().version()).isEqualTo(versions.current());
            if (failures.isEmpty() && call > 20) {
                return;
            }
        }
    }

    @Test
    void edits_that_fail_again_and_again_leave_no_manifests_and_no_names_of_one() {
        Versions versions = withFullManifest(place);
        List<String> before = place.names();
        for (int call = 0; call < 8; call++) {
            place.failCallAfter(call);
            assertThatThrownBy(() -> versions.install(add(0, table(2, "a", "k"))))
                    .isInstanceOf(StoreException.class);
            assertThat(place.names()).as("when call %s has failed", call).isEqualTo(before);
        }
    }

    @Test
    void closed_versions_take_no_edit() {
        Versions versions = place.begin();
        versions.close();
        versions.close();
        assertThatThrownBy(() -> versions.install(add(0, table(1, "a", "k"))))
                .isInstanceOf(StoreException.Closed.class);
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000001");
    }

    @Test
    void closed_versions_begin_no_manifest_however_full_or_broken_theirs_is() {
        Versions versions = withFullManifest(place);
        versions.close();
        List<String> names = place.names();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> versions.install(add(0, table(2, "a", "k"))))
                    .isInstanceOf(StoreException.Closed.class);
        }
        assertThat(place.names()).isEqualTo(names);
    }

    /// Versions with table 1, whose next edit goes into a new manifest.
    private static Versions withFullManifest(VersionsPlace place) {
        Versions versions = place.begin(ManifestState.EMPTY, 1);
        versions.install(add(0, table(1, "a", "k")));
        versions.install(edit(parts -> parts.comparator(ManifestState.COMPARATOR)));
        return versions;
    }

    private static void requireBeforeOrAfter(VersionsPlace place, Versions versions, boolean hasFailed) {
        assertThat(versions.current()).hasToString(hasFailed ? "0: 1" : "0: 2 1");
        place.forEachPowerCut(cut -> assertThat(cut.recovery().state().version().toString())
                .isIn(versions.current().toString(), "0: 2 1"));
    }
}
