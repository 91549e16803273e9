package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.PowerCuts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A restore makes a store of a backup, or says what is wrong with that before it touches anything.
@Tag("3.16")
final class RestoreTest {
    private final CopyPlace place = CopyPlace.withBackup();
    private final Disk backup = place.disk("backup");
    private final Disk target = place.disk("restored");

    @Test
    void the_rows_are_those_of_the_backup_and_all_is_sound() {
        restore();
        assertThat(place.rows("restored")).isEqualTo(place.rows("db"));
        try (LsmView view = LsmView.open(target)) {
            assertThat(view.verifyTables()).isEmpty();
        }
    }

    @Test
    void the_backup_stays_as_it_is_whatever_becomes_of_what_was_restored() {
        restore();
        try (LsmStore store = place.open("restored", CopyPlace.OPTIONS)) {
            store.put(Bytes.utf8("k"), Bytes.utf8("v"));
            place.flush(store);
            place.world().runUntilIdle();
        }
        Restore.run(backup, place.disk("again"), CopyProgress.none());
        assertThat(place.rows("again")).isEqualTo(place.rows("db"));
    }

    @Test
    void the_backup_is_only_read() {
        assertThat(place.changes("backup", this::restore)).isEmpty();
    }

    @Test
    void what_was_restored_has_no_list_and_is_no_backup() {
        restore();
        assertThat(place.names("restored")).doesNotContain("BACKUP");
        assertThatThrownBy(() -> Restore.run(target, place.disk("again"), CopyProgress.none()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("restored holds no backup, or one that was never finished (there is no file BACKUP): name a"
                        + " directory that 'cairn db backup' made");
    }

    @Test
    void a_directory_that_is_missing_holds_no_backup() {
        assertThatThrownBy(() -> Restore.run(place.disk("nowhere"), target, CopyProgress.none()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("nowhere holds no backup");
    }

    @Test
    void a_store_is_never_overwritten() {
        List<String> rows = place.rows("db");
        assertThatThrownBy(() -> Restore.run(backup, place.disk("db"), CopyProgress.none()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("db is not empty (");
        assertThat(place.rows("db")).isEqualTo(rows);
    }

    @Test
    void nor_is_the_backup_itself() {
        List<String> names = place.names("backup");
        assertThatThrownBy(() -> Restore.run(backup, backup, CopyProgress.none()))
                .isInstanceOf(StoreException.Refused.class);
        assertThat(place.names("backup")).isEqualTo(names);
    }

    @Test
    void every_flipped_bit_of_the_list_is_told_before_anything_is_touched() {
        assertThat(sweep(BackupList.NAME).flipEveryBit()).satisfies(RestoreTest::isLoud);
    }

    @Test
    void every_cut_of_every_file_is() {
        for (String file : files()) {
            assertThat(sweep(file).cutAtEveryLength()).as("cuts of %s", file).satisfies(RestoreTest::isLoud);
        }
    }

    @Test
    @Tag("full")
    void every_flipped_bit_of_every_file_is() {
        for (String file : files()) {
            assertThat(sweep(file).flipEveryBit()).as("bits of %s", file).satisfies(RestoreTest::isLoud);
        }
    }

    private List<String> files() {
        return place.names("backup").stream()
                .filter(file -> place.bytes("backup/" + file).length() > 0)
                .toList();
    }

    private static void isLoud(ByteSweep.Report report) {
        assertThat(report.loud()).as("damages that were told").isEqualTo(report.damages());
    }

    private ByteSweep sweep(String file) {
        return ByteSweep.over(place.image(), "backup", file, RestoreTest::judge);
    }

    private static Outcome judge(Disk damaged) {
        Disk restored = damaged.directory("restored");
        try {
            Restore.run(damaged, restored, CopyProgress.none());
            return new Outcome.Silent("a damaged backup is restored");
        } catch (StoreException.Corrupt damage) {
            return isMissing(restored) ? new Outcome.Loud() : new Outcome.Silent("the target was touched");
        }
    }

    private static boolean isMissing(Disk disk) {
        try {
            return !disk.isDirectory();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Test
    void a_damaged_table_is_named_with_both_checksums() {
        String table = place.nameEnding("backup", ".sst");
        int listed = Objects.requireNonNull(BackupList.read(backup).files().get(table))
                .crc();
        place.files().flipBit("backup/" + table, 8 * 20);
        List<String> changes = place.changes(
                "restored",
                () -> assertThatThrownBy(this::restore)
                        .isInstanceOf(StoreException.Corrupt.class)
                        .hasMessageStartingWith(
                                "backup/%s is corrupt at byte 0: expected bytes with the CRC-32C %08x, as BACKUP"
                                        .formatted(table, listed)));
        assertThat(changes)
                .as("what was done before the backup was known to be whole")
                .isEmpty();
    }

    @Test
    void a_file_of_another_length_is_told_where_the_shorter_one_ends() throws IOException {
        String table = place.nameEnding("backup", ".sst");
        int bytes = place.bytes("backup/" + table).length();
        backup.truncate(table, 100);
        assertThatThrownBy(this::restore)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("backup/%s is corrupt at byte 100: expected %d bytes, as BACKUP lists, found 100 bytes"
                        .formatted(table, bytes));
    }

    @Test
    void a_manifest_that_is_whole_and_makes_no_state_is_told_before_anything_is_touched() throws IOException {
        SortedMap<String, BackupList.Listed> files =
                new TreeMap<>(BackupList.read(backup).files());
        place.files().flipBit("backup/CURRENT", 8 * 10);
        byte[] current = place.bytes("backup/CURRENT").toArray();
        files.put("CURRENT", new BackupList.Listed(current.length, Crc.of(current, 0, current.length)));
        backup.delete(BackupList.NAME);
        new BackupList(files).write(backup);
        List<String> changes = place.changes(
                "restored", () -> assertThatThrownBy(this::restore).isInstanceOf(StoreException.Corrupt.class));
        assertThat(changes).as("what was done before the state was known").isEmpty();
    }

    @Test
    void a_missing_file_is_named() {
        String table = place.nameEnding("backup", ".sst");
        place.delete("backup", table);
        assertThatThrownBy(this::restore)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("backup/" + table
                        + " is corrupt at byte 0: expected a file that BACKUP lists, found no such file");
    }

    @Test
    void a_table_that_changes_after_it_was_checked_is_noticed_while_it_is_copied() {
        String table = place.nameEnding("backup", ".sst");
        place.watch(call -> {
            if (call.path().equals("restored") && call.kind().method().equals("makeDirectory")) {
                place.files().flipBit("backup/" + table, 8 * 20);
            }
        });
        assertThatThrownBy(this::restore)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageStartingWith("backup/" + table + " is corrupt at byte 0: expected bytes with the CRC-32C");
        assertThat(place.names("restored")).isEmpty();
    }

    @Test
    void a_backup_that_was_opened_as_a_store_and_written_to_is_none_any_more() {
        try (LsmStore store = place.open("backup", CopyPlace.OPTIONS)) {
            store.put(Bytes.utf8("k"), Bytes.utf8("v"));
        }
        assertThatThrownBy(this::restore).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void when_it_is_done_no_power_cut_takes_it_back() {
        List<String> rows = place.rows("db");
        restore();
        PowerCuts.forEach(
                place.files().freeze(),
                CutLimits.BRIEF,
                image -> assertThat(CopyPlace.on(image).rows("restored")).isEqualTo(rows));
    }

    @Test
    void whatever_call_fails_nothing_of_it_stays_and_the_next_attempt_succeeds() {
        for (int call = 0; isFailingAt(call); call++) {
            assertThat(place.names("restored")).as("after call %s failed", call).isEmpty();
        }
        assertThat(place.rows("restored")).isEqualTo(place.rows("db"));
    }

    private boolean isFailingAt(int call) {
        place.files().withFaults(FaultPlan.at(place.files().calls() + call, Fault.IO_ERROR));
        try {
            restore();
            return false;
        } catch (StoreException.Failed failed) {
            return true;
        } finally {
            place.files().withFaults(FaultPlan.none());
        }
    }

    @Test
    void the_progress_ends_with_all_bytes() {
        List<Long> left = new ArrayList<>();
        Restore.run(backup, target, (bytes, total) -> left.add(total - bytes));
        assertThat(left).allMatch(each -> each >= 0);
        assertThat(left.getLast())
                .as("bytes that are still to come at the last call")
                .isZero();
    }

    private void restore() {
        Restore.run(backup, target, CopyProgress.none());
    }
}
