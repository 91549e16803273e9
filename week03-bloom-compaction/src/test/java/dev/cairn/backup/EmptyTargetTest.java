package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.DiskCall;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of a directory in which a copy is begun and fails.
@Tag("3.15")
final class EmptyTargetTest {
    private final CopyPlace place = CopyPlace.empty();
    private final Disk target = place.disk("copy");

    @Test
    void what_failed_is_removed_in_three_steps_each_of_which_is_durable_before_the_next() {
        List<String> changes = place.changes(
                "copy", () -> assertThatThrownBy(this::fillAndFail).isInstanceOf(IllegalStateException.class));
        assertThat(changes.subList(changes.indexOf("create CURRENT") + 1, changes.size()))
                .as("what is done to the directory when the copy has failed")
                .containsExactly(
                        "delete CURRENT",
                        "syncDirectory",
                        "delete 000007.sst",
                        "syncDirectory",
                        "delete CAIRN",
                        "syncDirectory");
    }

    @Test
    void the_side_file_stays_as_long_as_a_table_that_cannot_be_removed() {
        failAtDeleteOf("copy/000007.sst");
        assertThatThrownBy(this::fillAndFail)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .as("what is told with the failure")
                        .hasSize(1));
        assertThat(place.names("copy"))
                .as("what stays")
                .contains("CAIRN", "000007.sst")
                .doesNotContain("CURRENT");
    }

    @Test
    void nothing_is_removed_before_that_is_known_to_be_no_store() {
        failAtDeleteOf("copy/CURRENT");
        assertThatThrownBy(this::fillAndFail).isInstanceOf(IllegalStateException.class);
        assertThat(place.names("copy")).as("what stays").containsExactly("000007.sst", "CAIRN", "CURRENT");
    }

    @Test
    void who_fills_the_directory_between_the_two_looks_keeps_what_is_his() {
        boolean[] isFilled = {false};
        place.watch(call -> {
            if (call.kind() == DiskCall.Kind.LOCK && !isFilled[0]) {
                isFilled[0] = true;
                place.create("copy", "notes.txt");
            }
        });
        assertThatThrownBy(this::fillAndFail)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("copy is not empty (notes.txt is there)");
        assertThat(place.names("copy")).as("what stays").containsExactly("notes.txt");
    }

    private void fillAndFail() {
        EmptyTarget.fill(target, () -> {
            for (String name : List.of("CAIRN", "000007.sst", "CURRENT")) {
                place.create("copy", name);
            }
            throw new IllegalStateException("enough");
        });
    }

    private void failAtDeleteOf(String path) {
        place.watch(call -> {
            if (call.kind() == DiskCall.Kind.DELETE && call.path().equals(path)) {
                place.files().withFaults(FaultPlan.at(call.index(), Fault.IO_ERROR));
            }
        });
    }
}
