package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Crc;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A backup shares nothing with its store, was read to its last byte, and says what it is in a file that is made
/// last.
@Tag("3.16")
final class BackupTest {
    /// What is behind the blocks of a table; a part of it means nothing.
    private static final int FOOTER_BYTES = 48;

    private final CopyPlace place = CopyPlace.withStore();
    private final Disk target = place.disk("backup");

    @Test
    void it_is_a_store_with_the_rows_of_the_moment_in_which_it_was_begun() {
        try (LsmStore store = place.open()) {
            place.write(store, 41);
            List<String> rows = LsmPlace.rows(store);
            place.backup(store, target);
            place.write(store, 42);
            assertThat(place.rows("backup")).isEqualTo(rows);
        }
    }

    @Test
    void its_list_tells_of_every_other_file_but_the_lock() {
        try (LsmStore store = place.open()) {
            place.backup(store, target);
        }
        BackupList list = BackupList.read(target);
        List<String> names = new ArrayList<>(list.files().keySet());
        names.add("BACKUP");
        assertThat(place.names("backup")).containsExactlyInAnyOrderElementsOf(names);
        list.files().forEach((name, listed) -> {
            var bytes = place.bytes("backup/" + name);
            assertThat(listed)
                    .as(name)
                    .isEqualTo(new BackupList.Listed(bytes.length(), Crc.of(bytes.toArray(), 0, bytes.length())));
        });
    }

    @Test
    void it_may_be_made_on_a_new_device_where_lost_and_found_is() throws IOException {
        target.directory("lost+found").makeDirectory();
        try (LsmStore store = place.open()) {
            place.backup(store, target);
        }
        BackupList list = BackupList.read(target);
        assertThat(list.files()).containsKey("CURRENT").doesNotContainKey("lost+found");
        list.requireWhole(target, new Meter(CopyProgress.none(), 0));
    }

    @Test
    void no_table_of_it_is_a_link() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> changes = place.changes("db", () -> Backup.make(held, target, CopyProgress.none()));
            assertThat(changes).as("what a backup changes in the store").isEmpty();
        }
    }

    @Test
    void its_list_comes_last_and_as_a_whole() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            List<String> changes = place.changes("backup", () -> Backup.make(held, target, CopyProgress.none()));
            assertThat(changes)
                    .endsWith(
                            "rename 000015.dbtmp",
                            "syncDirectory",
                            "create BACKUP.tmp",
                            "append BACKUP.tmp",
                            "sync BACKUP.tmp",
                            "rename BACKUP.tmp",
                            "syncDirectory");
        }
    }

    @Test
    void when_it_is_made_no_power_cut_takes_it_back() {
        try (LsmStore store = place.open()) {
            place.backup(store, target);
            PowerCuts.forEach(place.files().freeze(), CutLimits.BRIEF, image -> {
                Disk left = CopyPlace.on(image).disk("backup");
                BackupList.read(left).requireWhole(left, new Meter(CopyProgress.none(), 0));
            });
        }
    }

    @Test
    void a_damaged_table_of_the_store_is_not_backed_up_in_silence() {
        String table = place.nameEnding("db", ".sst");
        place.files().flipBit("db/" + table, 8 * 20);
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            assertThatThrownBy(() -> Backup.make(held, target, CopyProgress.none()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageStartingWith("db/" + table + " is corrupt at byte 0: expected a block of ");
        }
        assertThat(place.names("backup")).as("what stays of the backup").isEmpty();
    }

    @Test
    void no_damage_of_any_block_is() {
        for (String table :
                place.names("db").stream().filter(name -> name.endsWith(".sst")).toList()) {
            for (int at = 0; at < place.bytes("db/" + table).length() - FOOTER_BYTES; at += 7) {
                assertThat(isBackedUpWithDamage(table, at))
                        .as("%s, byte %s", table, at)
                        .isFalse();
            }
        }
    }

    /// Whether a store whose table is damaged while it is open gets a backup that looks whole.
    private static boolean isBackedUpWithDamage(String table, long offset) {
        CopyPlace damaged = CopyPlace.withStore();
        try (LsmStore store = damaged.open();
                HeldState held = damaged.hold(store)) {
            damaged.files().flipBit("db/" + table, 8 * offset);
            Backup.make(held, damaged.disk("backup"), CopyProgress.none());
            return true;
        } catch (StoreException.Corrupt damage) {
            return !damaged.names("backup").isEmpty();
        }
    }

    @Test
    void a_table_that_was_cut_is_told() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            String table = place.nameEnding("db", ".sst");
            int bytes = place.bytes("db/" + table).length();
            cut(table, 100);
            assertThatThrownBy(() -> Backup.make(held, target, CopyProgress.none()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessage(
                            "db/%s is corrupt at byte 100: expected %d bytes, found 100 bytes".formatted(table, bytes));
        }
    }

    private void cut(String table, long bytes) {
        try {
            place.disk("db").truncate(table, bytes);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Test
    void a_copy_that_is_damaged_where_the_store_is_sound_is_told_as_such() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            String table = place.nameEnding("db", ".sst");
            place.watch(call -> {
                if (call.path().equals("backup/" + table)
                        && call.kind().method().equals("open")) {
                    place.files().flipBit("backup/" + table, 8 * 20);
                }
            });
            assertThatThrownBy(() -> Backup.make(held, target, CopyProgress.none()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageStartingWith("backup/" + table + " is corrupt at byte 0: expected a block of ");
        }
    }

    @Test
    void what_it_lists_of_a_table_is_what_was_read_of_the_store() {
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            String table = place.nameEnding("db", ".sst");
            place.watch(call -> {
                boolean isLater = call.kind() == DiskCall.Kind.LIST
                        && place.names("backup").contains("CURRENT");
                if (isLater && call.path().equals("backup")) {
                    place.files().flipBit("backup/" + table, 8 * 20);
                }
            });
            Backup.make(held, target, CopyProgress.none());
            assertThatThrownBy(() -> Restore.run(target, place.disk("restored"), CopyProgress.none()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageStartingWith(
                            "backup/" + table + " is corrupt at byte 0: expected bytes with the CRC-32C");
        }
    }

    @Test
    void a_directory_with_anything_in_it_is_refused() {
        place.create("backup", "notes.txt");
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            assertThatThrownBy(() -> Backup.make(held, target, CopyProgress.none()))
                    .isInstanceOf(StoreException.Refused.class)
                    .hasMessage("backup is not empty (notes.txt is there): name a directory that is empty or missing");
        }
    }

    @Test
    void a_full_disk_leaves_nothing_of_it_and_the_store_as_it_was() {
        List<String> rows = place.rows("db");
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            for (int call = 0; isFullAt(call, held); call++) {
                assertThat(place.names("backup"))
                        .as("when call %s finds no space", call)
                        .isEmpty();
            }
            assertThat(LsmPlace.rows(store)).isEqualTo(rows);
        }
        assertThat(place.rows("backup")).isEqualTo(rows);
    }

    /// Whether the disk is full at a call of a backup from `call` on; else the backup is made.
    private boolean isFullAt(int call, HeldState held) {
        int[] left = {call};
        place.watch(each -> {
            if (each.path().startsWith("backup/")
                    && SimFileSystem.canSuffer(each.kind(), Fault.NO_SPACE)
                    && left[0]-- == 0) {
                place.files().withFaults(FaultPlan.at(each.index(), Fault.NO_SPACE));
            }
        });
        try {
            Backup.make(held, target, CopyProgress.none());
            return false;
        } catch (StoreException.Failed failed) {
            assertThat(failed).hasMessageContaining("No space left on device");
            return true;
        } finally {
            place.watch(_ -> {});
            place.files().withFaults(FaultPlan.none());
        }
    }

    @Test
    void the_progress_ends_with_all_bytes() {
        List<Long> left = new ArrayList<>();
        try (LsmStore store = place.open();
                HeldState held = place.hold(store)) {
            Backup.make(held, target, (bytes, total) -> left.add(total - bytes));
        }
        assertThat(left.getLast())
                .as("bytes that are still to come at the last call")
                .isZero();
    }
}
