package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A manifest by itself: how it is begun and appended to, and how `CURRENT` comes to name it.
@Tag("2.9")
final class ManifestTest {
    private static final ManifestState OLD = ManifestState.EMPTY.with(add(0, table(1, "a", "k")));
    private static final ManifestState NEW = OLD.with(add(0, table(2, "a", "k")));

    private final VersionsPlace place = VersionsPlace.empty();
    private final FileNumbers numbers = FileNumbers.from(5);

    // ---- a new one

    @Test
    void a_new_manifest_is_durable_before_current_names_it() {
        assertThat(place.callsDuring(() -> create(OLD)))
                .containsSubsequence(
                        "create MANIFEST-000005",
                        "syncDirectory",
                        "append MANIFEST-000005",
                        "sync MANIFEST-000005",
                        "create 000005.dbtmp",
                        "append 000005.dbtmp",
                        "sync 000005.dbtmp",
                        "rename 000005.dbtmp",
                        "syncDirectory");
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000005");
    }

    @Test
    void a_new_manifest_tells_the_whole_state_and_all_numbers_given_out_its_own_included() {
        create(OLD);
        assertThat(place.recovery().state()).isEqualTo(new ManifestState(OLD.version(), 0, 0, 6, 0));
        assertThat(place.recovery().manifestNumber()).isEqualTo(5);
    }

    @Test
    void whichever_call_of_a_switch_fails_current_names_a_whole_manifest_after_any_power_cut() {
        int calls = calls();
        assertThat(calls).as("calls of one switch").isGreaterThan(5);
        for (int call = 0; call < calls; call++) {
            VersionsPlace other = VersionsPlace.empty();
            FileNumbers others = FileNumbers.from(5);
            Manifest.create(other.disk(), others, OLD);
            other.failCallAfter(call);
            assertThatThrownBy(() -> Manifest.create(other.disk(), others, NEW))
                    .as("call %s fails", call)
                    .isInstanceOf(StoreException.class);
            String failed = "call " + call + " of the switch failed, and then the power; "
                    + "the tables of the manifest that CURRENT names";
            other.forEachPowerCut(cut -> assertThat(tables(cut)).as(failed).isIn("0: 1", "0: 2 1"));
        }
    }

    @Test
    void when_the_switch_is_done_no_power_cut_takes_it_back() throws IOException {
        create(OLD);
        create(NEW);
        place.disk().delete("MANIFEST-000005");
        place.forEachPowerCut(cut -> assertThat(tables(cut))
                .as("the tables of the manifest that CURRENT names, after the one before was deleted")
                .isEqualTo("0: 2 1"));
    }

    @Test
    void a_new_manifest_that_fails_is_closed_and_stays() {
        create(OLD);
        int calls = calls();
        assertThat(place.callsDuring(() -> {
                    place.failCallAfter(calls - 1);
                    assertThatThrownBy(() -> create(NEW)).isInstanceOf(StoreException.Failed.class);
                }))
                .contains("close MANIFEST-000006")
                .doesNotContain("delete MANIFEST-000006");
    }

    // ---- appending

    @Test
    void what_was_appended_survives_every_power_cut() {
        Manifest manifest = create(OLD);
        manifest.append(add(0, table(2, "a", "k")));
        place.forEachPowerCut(
                cut -> assertThat(tables(cut)).as("tables after an edit").isEqualTo("0: 2 1"));
        assertThat(manifest.takesMore()).isTrue();
    }

    @Test
    void after_a_failed_append_it_takes_no_more() {
        for (int call = 0; call < 2; call++) {
            Manifest manifest = create(OLD);
            place.failCallAfter(call);
            assertThatThrownBy(() -> manifest.append(add(0, table(2, "a", "k"))))
                    .isInstanceOf(StoreException.UnknownOutcome.class);
            place.failNothing();
            assertThat(manifest.takesMore())
                    .as("takes more after its %s failed", call == 0 ? "append" : "sync")
                    .isFalse();
        }
    }

    @Test
    void it_is_full_when_behind_its_state_stands_as_much_again() {
        Manifest manifest = create(OLD);
        long state = manifest.bytes();
        assertThat(manifest.isFull(1))
                .as("full, with %s bytes of state alone", state)
                .isFalse();
        while (manifest.bytes() < 2 * state) {
            manifest.append(add(1));
        }
        assertThat(manifest.isFull(1))
                .as("full, with %s bytes", manifest.bytes())
                .isTrue();
    }

    private Manifest create(ManifestState state) {
        return Manifest.create(place.disk(), numbers, state);
    }

    /// How many calls of the disk a switch to a second manifest takes.
    private static int calls() {
        VersionsPlace other = VersionsPlace.empty();
        FileNumbers others = FileNumbers.from(5);
        Manifest.create(other.disk(), others, OLD);
        return other.callsDuring(() -> Manifest.create(other.disk(), others, NEW))
                .size();
    }

    /// The tables of the manifest that counts, or why there is none.
    private static String tables(VersionsPlace place) {
        try {
            return ManifestRecovery.read(place.disk())
                    .map(recovery -> recovery.state().version().toString())
                    .orElse("none, for there is no CURRENT");
        } catch (StoreException.Corrupt corrupt) {
            return "none: " + corrupt.getMessage();
        }
    }
}
