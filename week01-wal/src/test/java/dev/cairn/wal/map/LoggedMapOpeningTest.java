package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.wal.map.MapPlace.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Opening: who may, what is refused, what is noticed, and how the policy of an earlier life is remembered.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class LoggedMapOpeningTest {
    private final MapPlace place = MapPlace.empty();
    private final LogPlace files = place.files();

    // ---- one at a time

    @Test
    @Tag("1.11")
    void a_store_that_is_open_cannot_be_opened_again() {
        put(place.open(), "a");
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Locked.class)
                .hasMessage("db is in use by another process: close that one first");
    }

    @Test
    @Tag("1.11")
    void a_store_that_was_closed_can_be_opened_again() {
        LoggedMapStore store = place.open();
        put(store, "a");
        store.close();
        assertThat(place.rows()).containsExactly("a=a");
    }

    @Test
    @Tag("1.11")
    void an_opening_that_fails_gives_the_lock_back() {
        int calls = files.callsDuring(place::open).size();
        for (int passed = 0; passed < calls; passed++) {
            MapPlace failing = MapPlace.empty();
            failing.files().failCallAfter(passed, Fault.IO_ERROR);
            assertThatThrownBy(failing::open).isInstanceOf(StoreException.Failed.class);
            failing.files().failNothing();
            assertThat(failing.rows()).isEmpty();
        }
    }

    @Test
    @Tag("1.11")
    void an_opening_that_cannot_name_the_policy_leaves_no_file_open() {
        put(place.open(), "a");
        MapPlace twin = place.afterKill();
        List<String> calls = twin.files().callsDuring(() -> twin.open(MapPlace.EVERY));
        for (int call = calls.indexOf("create CAIRN.tmp"); call < calls.size(); call++) {
            MapPlace failing = place.afterKill();
            failing.files().failCallAfter(call, Fault.IO_ERROR);
            assertThat(failing.files()
                            .callsDuring(() -> assertThatThrownBy(() -> failing.open(MapPlace.EVERY))
                                    .isInstanceOf(StoreException.Failed.class)))
                    .as("calls of an opening in which number %s, %s, fails", call, calls.get(call))
                    .endsWith("close 000001.log.tmp");
        }
    }

    // ---- what is no store of ours

    @Test
    @Tag("1.11")
    void a_directory_of_another_engine_is_refused_and_left_as_it_is() {
        new SideFile("lsm", List.of(new SideFile.Run(1, "always"))).write(files.disk());
        Bytes before = files.bytes("CAIRN");
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("db belongs to the engine \"lsm\", not to \"map\": open it with that one");
        assertThat(files.bytes("CAIRN")).isEqualTo(before);
        assertThat(files.names()).doesNotContain("000001.log");
    }

    @Test
    @Tag("1.11")
    void a_database_of_leveldb_is_refused_and_left_as_it_is() {
        files.put("CURRENT", utf8("MANIFEST-000001\n"));
        files.put("000002.log", LogFile.of("a LevelDB batch").bytes());
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("holds a LevelDB database")
                .hasMessageContaining("engine \"lsm\"");
        assertThat(files.names()).doesNotContain("CAIRN").contains("000002.log");
    }

    @Test
    @Tag("1.11")
    void where_there_is_no_store_none_is_made_if_that_was_asked() {
        assertThatThrownBy(() -> place.open(MapPlace.OPTIONS.existingOnly()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("db holds no store: put or load something first");
        assertThat(files.names()).isEmpty();
    }

    @Test
    @Tag("1.11")
    void where_there_is_no_directory_none_is_made_if_that_was_asked(@TempDir Path temporary) {
        Path missing = temporary.resolve("missing");
        assertThatThrownBy(() -> LoggedMapStore.open(
                        Disk.at(missing),
                        MapPlace.OPTIONS.existingOnly(),
                        place.world().env()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("holds no store");
        assertThat(missing).doesNotExist();
    }

    @Test
    @Tag("1.11")
    void a_directory_that_is_a_file_is_a_failure_that_names_it(@TempDir Path temporary) throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> LoggedMapStore.open(
                        Disk.at(file), MapPlace.OPTIONS, place.world().env()))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    @Tag("1.11")
    void an_existing_store_opens_whether_or_not_one_may_be_made() {
        put(place.open(), "a");
        MapPlace next = place.afterKill();
        assertThat(MapPlace.rows(next.open(MapPlace.OPTIONS.existingOnly()))).containsExactly("a=a");
    }

    // ---- what is missing or damaged

    @Test
    @Tag("1.11")
    void a_segment_missing_in_the_middle_is_found_by_the_gap_in_the_sequence() {
        segments(3);
        files.delete("000002.log");
        assertThatThrownBy(() -> place.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("db/000003.log is corrupt at byte 0: expected sequence number 2, found 3");
    }

    @Test
    @Tag("1.11")
    void a_missing_first_segment_is_found() {
        segments(1);
        files.delete("000001.log");
        files.put("000002.log", Bytes.EMPTY);
        assertThatThrownBy(() -> place.afterKill().open()).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.12")
    void a_missing_checkpoint_is_found_even_if_nothing_was_written_after_it() {
        checkpointed();
        files.delete("000002.checkpoint");
        assertThatThrownBy(() -> place.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000002.checkpoint")
                .hasMessageContaining("no such file");
    }

    @Test
    @Tag("1.12")
    void a_missing_segment_behind_a_checkpoint_is_found() {
        checkpointed();
        files.delete("000002.log");
        assertThatThrownBy(() -> place.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000002.log")
                .hasMessageContaining("no such file");
    }

    @Test
    @Tag("1.11")
    void a_log_that_is_gone_as_a_whole_is_found() {
        put(place.open(), "a");
        files.delete("000001.log");
        assertThatThrownBy(() -> place.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("db/000001.log is corrupt at byte 0: expected the segment that CAIRN tells of,"
                        + " found no such file");
    }

    @Test
    @Tag("1.12")
    void a_log_that_is_gone_with_its_checkpoint_is_found() {
        checkpointed();
        files.delete("000002.checkpoint");
        files.delete("000002.log");
        assertThatThrownBy(() -> place.afterKill().open()).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.11")
    void newest_segments_that_are_gone_are_found_if_the_policy_changed_in_them() {
        segments(3);
        MapPlace next = place.afterKill();
        next.open(MapPlace.EVERY).close();
        next.files().delete("000003.log");
        assertThatThrownBy(next::open)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000003.log");
    }

    @Test
    @Tag("1.11")
    void a_store_that_died_before_it_had_a_log_opens_empty() {
        new SideFile(MapImage.ENGINE, List.of()).write(files.disk());
        assertThat(place.rows()).isEmpty();
        assertThat(SideFile.read(files.disk()).orElseThrow().runs()).containsExactly(new SideFile.Run(1, "always"));
    }

    @Test
    @Tag("1.11")
    void a_record_that_is_no_batch_is_corrupt() {
        put(place.open(), "a");
        files.put(
                "000001.log",
                files.bytes("000001.log").concat(LogFile.of("no batch at all").bytes()));
        assertThatThrownBy(() -> place.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageStartingWith("db/000001.log is corrupt at byte 24: expected");
    }

    @Test
    @Tag("1.11")
    void a_record_that_comes_twice_is_corrupt() {
        put(place.open(), "a");
        Bytes log = files.bytes("000001.log");
        files.put("000001.log", log.concat(log));
        assertThatThrownBy(() -> place.afterKill().open())
                .hasMessage("db/000001.log is corrupt at byte 24: expected sequence number 2, found 1");
    }

    @Test
    @Tag("1.11")
    void a_store_that_is_corrupt_is_left_as_it_is() {
        put(place.open(), "a", "b", "c");
        files.put("000001.log.tmp", utf8("an orphan"));
        MapPlace next = place.afterKill();
        next.files().flipBit("CAIRN", 80);
        List<String> calls = next.files()
                .callsDuring(() -> assertThatThrownBy(next::open).isInstanceOf(StoreException.Corrupt.class));
        assertThat(calls).noneMatch(call -> call.matches("(create|append|rename|delete|truncate).*"));
    }

    // ---- the policy of an earlier life

    @Test
    @Tag("1.11")
    void under_always_damage_with_a_record_behind_it_is_corruption() {
        lives("always");
        assertThatThrownBy(() -> damaged().open()).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.11")
    void under_never_the_first_damage_ends_the_log() {
        lives("never");
        assertThat(damaged().rows()).containsExactly("a0=a0");
    }

    @Test
    @Tag("1.11")
    void a_tail_is_judged_by_the_policy_that_wrote_it_and_not_by_the_next_one() {
        lives("never");
        assertThat(MapPlace.rows(damaged().open(SyncPolicy.always()))).containsExactly("a0=a0");
        MapPlace other = MapPlace.empty();
        lives(other, "always");
        assertThatThrownBy(() -> damaged(other).open(SyncPolicy.never())).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.11")
    void what_a_relaxed_life_wrote_is_held_to_the_strict_policy_once_it_was_written_again() {
        lives("never", "always");
        assertThatThrownBy(() -> damaged().open()).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.11")
    void what_a_relaxed_life_writes_behind_a_strict_one_is_held_to_the_relaxed_policy() {
        lives("always", "every=10ms");
        assertThat(damaged().rows()).containsExactly("a0=a0");
    }

    @Test
    @Tag("1.11")
    void the_side_file_is_written_only_when_the_policy_changes() {
        lives("always");
        assertThat(files.callsDuring(() -> place.open().close())).noneMatch(call -> call.contains("CAIRN.tmp"));
        assertThat(files.callsDuring(() -> place.open(SyncPolicy.never()).close()))
                .contains("rename CAIRN.tmp");
    }

    @Test
    @Tag("1.11")
    void a_store_whose_side_file_is_lost_still_opens() {
        put(place.open(), "a");
        files.delete("CAIRN");
        assertThat(place.afterKill().rows()).containsExactly("a=a");
    }

    /// Opens, writes two rows and closes, once for each policy.
    private void lives(String... policies) {
        lives(place, policies);
    }

    private static void lives(MapPlace place, String... policies) {
        for (int life = 0; life < policies.length; life++) {
            try (LoggedMapStore store = place.open(SyncPolicy.parse(policies[life]))) {
                put(store, "a" + life, "b" + life, "c" + life);
            }
        }
    }

    private MapPlace damaged() {
        return damaged(place);
    }

    /// The same directory with damage in the second record.
    private static MapPlace damaged(MapPlace place) {
        MapPlace next = place.afterKill();
        LogFile log = new LogFile(next.files().bytes("000001.log"), List.of());
        next.files().put("000001.log", log.flipped(8 * 30).bytes());
        return next;
    }

    /// A store that was checkpointed after its last write, and died.
    private void checkpointed() {
        LoggedMapStore store = place.open();
        put(store, "a");
        var _ = store.submitCheckpoint();
        place.world().runUntilIdle();
    }

    /// A store of so many segments, with one row in each, that died.
    private void segments(int count) {
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withLog(new LogOptions(512, 0)));
        for (int i = 0; i < count; i++) {
            store.put(utf8("key " + i), LogFile.payload(600, i));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            expected.add(SegmentNames.LOG.nameOf(i));
        }
        assertThat(files.names()).containsAll(expected);
    }
}
