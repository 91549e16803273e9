package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.repair.LinklessDisk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.PowerCuts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A checkpoint is a store with the rows of one moment, by links or by copies, and until it is whole nobody takes it
/// for
/// one.
@Tag("3.15")
final class CheckpointTest {
    private final CopyPlace place = CopyPlace.withStore();
    private final Disk target = place.disk("copy");

    @Test
    void it_holds_what_was_acknowledged_before_it_was_begun_also_what_only_the_log_had() {
        try (LsmStore store = place.open()) {
            place.write(store, 41);
            List<String> rows = LsmPlace.rows(store);
            place.checkpoint(store, target);
            place.write(store, 42);
            assertThat(place.rows("copy")).isEqualTo(rows);
        }
    }

    @Test
    void both_go_on_and_neither_sees_the_other() {
        try (LsmStore store = place.open()) {
            place.checkpoint(store, target);
            List<String> rows = LsmPlace.rows(store);
            try (LsmStore copy = place.open("copy", CopyPlace.OPTIONS)) {
                for (int write = 41; write < 80; write++) {
                    place.write(copy, write);
                    place.flush(copy);
                }
                place.world().runUntilIdle();
                assertThat(LsmPlace.rows(store)).isEqualTo(rows);
            }
            assertThat(LsmPlace.rows(store)).isEqualTo(rows);
        }
        assertThat(place.rows("db")).isNotEqualTo(place.rows("copy"));
    }

    @Test
    void merges_of_the_store_take_nothing_from_it() {
        try (LsmStore store = place.open()) {
            List<String> rows = LsmPlace.rows(store);
            place.checkpoint(store, target);
            List<String> shared = place.names("copy");
            for (int write = 41; write < 80; write++) {
                place.write(store, write);
                place.flush(store);
            }
            place.world().runUntilIdle();
            assertThat(place.names("db")).doesNotContainAnyElementsOf(tables(shared));
            assertThat(place.rows("copy")).isEqualTo(rows);
        }
    }

    @Test
    void the_writes_of_a_checkpoint_are_newer_than_those_that_it_began_with() {
        try (LsmStore store = place.open()) {
            place.checkpoint(store, target);
        }
        try (LsmStore copy = place.open("copy", CopyPlace.OPTIONS)) {
            copy.put(Bytes.utf8("row01"), Bytes.utf8("new"));
            assertThat(copy.get(Bytes.utf8("row01"))).contains(Bytes.utf8("new"));
            assertThat(copy.stats().sequence()).isEqualTo(41);
        }
    }

    @Test
    void the_steps_are_those_of_the_table() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            assertThat(place.changes("copy", () -> Checkpoint.make(held, target, CopyProgress.none())))
                    .as("what a checkpoint changes in its directory")
                    .containsExactly(
                            "makeDirectory",
                            "lock LOCK",
                            "create CAIRN.tmp",
                            "append CAIRN.tmp",
                            "sync CAIRN.tmp",
                            "rename CAIRN.tmp",
                            "syncDirectory",
                            "link 000013.sst",
                            "link 000010.sst",
                            "link 000008.sst",
                            "syncDirectory",
                            "create 000014.log",
                            "syncDirectory",
                            "create MANIFEST-000015",
                            "syncDirectory",
                            "append MANIFEST-000015",
                            "sync MANIFEST-000015",
                            "create 000015.dbtmp",
                            "append 000015.dbtmp",
                            "sync 000015.dbtmp",
                            "rename 000015.dbtmp",
                            "syncDirectory");
        }
    }

    @Test
    void where_there_are_links_no_table_is_copied() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> linked = place.changes("db", () -> Checkpoint.make(held, target, CopyProgress.none()));
            assertThat(linked)
                    .as("links to tables of the store")
                    .allMatch(call -> call.startsWith("link ") && call.endsWith(".sst"))
                    .hasSameSizeAs(held.tables());
        }
    }

    @Test
    void where_there_are_none_the_tables_are_copied_and_synced() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> rows = LsmPlace.rows(store);
            Checkpoint.make(held, LinklessDisk.over(target), CopyProgress.none());
            assertThat(place.names("copy")).containsAll(tables(place.names("db")));
            assertThat(place.rows("copy")).isEqualTo(rows);
        }
    }

    @Test
    void a_copied_table_is_synced_before_anything_names_it() {
        CopyPlace linkless = CopyPlace.withStore();
        try (LsmStore store = LsmStore.open(
                        LinklessDisk.over(linkless.disk("db")),
                        CopyPlace.OPTIONS,
                        linkless.world().env());
                HeldState held = linkless.hold(store)) {
            List<String> changes =
                    linkless.changes("copy", () -> Checkpoint.make(held, linkless.disk("copy"), CopyProgress.none()));
            assertThat(tables(changes))
                    .filteredOn(change -> !change.startsWith("append"))
                    .as("what is done to the copies of tables")
                    .containsExactly(held.tables().stream()
                            .flatMap(table -> List.of(
                                    "create %06d.sst".formatted(table.number()),
                                    "sync %06d.sst".formatted(table.number()))
                                    .stream())
                            .toArray(String[]::new));
        }
    }

    @Test
    void a_table_that_another_leveldb_has_named_keeps_its_name() throws IOException {
        List<String> rows = place.rows("db");
        String table = place.nameEnding("db", ".sst");
        place.disk("db").rename(table, table.replace(".sst", ".ldb"));
        try (LsmStore store = place.open("db", CopyPlace.OPTIONS.withCompaction(Compaction.NONE))) {
            place.checkpoint(store, target);
        }
        assertThat(place.names("copy")).contains(table.replace(".sst", ".ldb"));
        assertThat(place.rows("copy")).isEqualTo(rows);
    }

    @Test
    void when_it_is_made_no_power_cut_takes_it_back() {
        List<String> rows = place.rows("db");
        try (LsmStore store = place.open()) {
            place.checkpoint(store, target);
            PowerCuts.forEach(
                    place.files().freeze(),
                    CutLimits.BRIEF,
                    image -> assertThat(CopyPlace.on(image).rows("copy")).isEqualTo(rows));
        }
    }

    @Test
    void all_of_it_is_sound() {
        try (LsmStore store = place.open()) {
            place.checkpoint(store, target);
        }
        try (LsmView view = LsmView.open(target)) {
            assertThat(view.verifyTables()).isEmpty();
            assertThat(view.recovery().records()).isZero();
        }
    }

    @Test
    void a_store_without_a_row_has_a_checkpoint_without_a_row() {
        CopyPlace bare = CopyPlace.empty();
        try (LsmStore store = bare.open()) {
            bare.checkpoint(store, bare.disk("copy"));
        }
        assertThat(bare.rows("copy")).isEmpty();
    }

    @Test
    void a_store_without_a_log_has_one_too() {
        List<String> rows = place.rows("db");
        try (LsmStore store = place.open("db", CopyPlace.OPTIONS.withoutLog())) {
            place.checkpoint(store, target);
        }
        assertThat(place.rows("copy")).isEqualTo(rows);
    }

    @Test
    void its_numbers_are_above_those_of_tables_that_the_opening_has_just_written() {
        List<String> rows = place.rows("db");
        try (LsmStore store = place.open("db", CopyPlace.OPTIONS.withoutLog().withCompaction(Compaction.NONE))) {
            place.checkpoint(store, target);
            long newest = Long.parseLong(tables(place.names("copy")).getLast().substring(0, 6));
            assertThat(place.nameEnding("copy", ".log")).isGreaterThan("%06d.log".formatted(newest));
        }
        assertThat(place.rows("copy")).isEqualTo(rows);
    }

    @Test
    void a_directory_with_anything_in_it_is_refused_and_not_touched() {
        place.create("copy", "notes.txt");
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> changes = place.changes(
                    "copy",
                    () -> assertThatThrownBy(() -> Checkpoint.make(held, target, CopyProgress.none()))
                            .isInstanceOf(StoreException.Refused.class)
                            .hasMessage("copy is not empty (notes.txt is there): name a directory that is empty or"
                                    + " missing"));
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void a_store_is_no_target_not_even_its_own_directory() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> before = place.names("db");
            assertThatThrownBy(() -> Checkpoint.make(held, place.disk("db"), CopyProgress.none()))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessageStartingWith("db is not empty (");
            assertThat(place.names("db")).isEqualTo(before);
        }
    }

    @Test
    void half_of_one_is_no_store_and_an_opening_says_why() {
        try (LsmStore store = place.open()) {
            place.checkpoint(store, target);
        }
        place.delete("copy", "CURRENT");
        assertThatThrownBy(() -> place.open("copy", CopyPlace.OPTIONS))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage(
                        "copy/CURRENT is corrupt at byte 0: expected the name of the manifest, since there are tables,"
                                + " found no such file");
    }

    @Test
    void from_its_first_step_on_nobody_makes_a_new_store_where_it_is_to_be() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            boolean[] isBegun = {false};
            place.watch(call -> {
                isBegun[0] |= call.path().equals("copy") && call.kind().method().equals("syncDirectory");
                isBegun[0] &= !place.names("copy").contains("CURRENT");
                if (isBegun[0] && place.names("copy").contains("CAIRN")) {
                    CopyPlace crashed = CopyPlace.on(place.image());
                    assertThat(CopyPlace.refusal(() -> crashed.open("copy", CopyPlace.OPTIONS)))
                            .as("opening before %s", call)
                            .isInstanceOf(StoreException.Corrupt.class);
                }
            });
            Checkpoint.make(held, target, CopyProgress.none());
            place.watch(_ -> {});
            assertThat(place.names("copy")).contains("CURRENT");
        }
    }

    @Test
    void whatever_call_fails_nothing_of_it_stays_and_the_next_attempt_succeeds() {
        List<String> rows = place.rows("db");
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            int failures = 0;
            for (int call = 0; failingAt(call, held); call++) {
                assertThat(place.names("copy")).as("after call %s failed", call).isEmpty();
                failures++;
            }
            assertThat(failures).as("calls that failed").isGreaterThan(30);
        }
        assertThat(place.rows("copy")).isEqualTo(rows);
    }

    private boolean failingAt(int call, HeldState held) {
        place.files().withFaults(FaultPlan.at(place.files().calls() + call, Fault.IO_ERROR));
        try {
            Checkpoint.make(held, target, CopyProgress.none());
            return false;
        } catch (StoreException.Failed failed) {
            return true;
        } finally {
            place.files().withFaults(FaultPlan.none());
        }
    }

    @Test
    void what_the_progress_throws_ends_it_and_nothing_stays() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            assertThatThrownBy(() -> Checkpoint.make(held, target, (_, _) -> {
                        throw new UnsupportedOperationException("enough");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("enough");
            assertThat(place.names("copy")).isEmpty();
        }
    }

    @Test
    void the_progress_ends_with_all_bytes() {
        List<Long> told = new ArrayList<>();
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            Checkpoint.make(held, target, (bytes, total) -> told.add(total - bytes));
            assertThat(told).hasSameSizeAs(held.tables()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
        assertThat(told.getLast()).isZero();
    }

    private static List<String> tables(List<String> names) {
        return names.stream().filter(name -> name.endsWith(".sst")).toList();
    }
}
