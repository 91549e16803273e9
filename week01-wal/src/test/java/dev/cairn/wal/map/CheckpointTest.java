package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.wal.map.MapPlace.put;
import static dev.cairn.wal.map.MapPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogPlace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A checkpoint keeps the log from growing for ever, and no moment of its making can lose a row.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.12")
final class CheckpointTest {
    private final MapPlace place = MapPlace.empty();
    private final LogPlace files = place.files();

    // ---- what it does

    @Test
    void a_checkpoint_holds_all_rows_and_the_log_before_it_is_gone() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        checkpoint(store);
        assertThat(files.names()).containsExactly("000002.checkpoint", "000002.log", "CAIRN", "LOCK");
        assertThat(store.stats().logBytes()).isZero();
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    @Test
    void the_rows_are_durable_under_another_name_before_anything_is_deleted() {
        LoggedMapStore store = place.open();
        put(store, "a");
        assertThat(files.callsDuring(() -> checkpoint(store)))
                .containsExactly(
                        "sync 000001.log",
                        "create 000002.log",
                        "syncDirectory",
                        "close 000001.log",
                        "create 000002.checkpoint.tmp",
                        "append 000002.checkpoint.tmp",
                        "append 000002.checkpoint.tmp",
                        "sync 000002.checkpoint.tmp",
                        "close 000002.checkpoint.tmp",
                        "rename 000002.checkpoint.tmp",
                        "syncDirectory",
                        "delete 000001.log",
                        "syncDirectory");
    }

    @Test
    void a_second_checkpoint_replaces_the_first() {
        LoggedMapStore store = place.open();
        put(store, "a");
        checkpoint(store);
        store.delete(utf8("a"));
        put(store, "b");
        checkpoint(store);
        assertThat(files.names()).containsExactly("000003.checkpoint", "000003.log", "CAIRN", "LOCK");
        assertThat(place.afterKill().rows()).containsExactly("b=b");
    }

    @Test
    void a_checkpoint_tells_the_length_of_its_file() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        long bytes = attempt(place, store).join();
        assertThat(bytes).isEqualTo(files.length("000002.checkpoint"));
        assertThat(store.stats().checkpointBytes()).isEqualTo(bytes);
        assertThat(store.stats().checkpointNumber()).isEqualTo(2);
    }

    @Test
    void an_empty_store_has_a_checkpoint_too() {
        checkpoint(place.open());
        assertThat(place.afterKill().rows()).isEmpty();
    }

    @Test
    void many_rows_are_written_in_pieces() {
        LoggedMapStore store = place.open();
        IntStream.range(0, 300).forEach(i -> store.put(utf8("key " + i), LogFile.payload(1_000, i)));
        List<String> calls = files.callsDuring(() -> checkpoint(store));
        assertThat(calls).filteredOn("append 000002.checkpoint.tmp"::equals).hasSize(6);
        LoggedMapStore next = place.afterKill().open();
        assertThat(rows(next)).isEqualTo(rows(store)).hasSize(300);
    }

    @Test
    void what_is_written_while_a_checkpoint_is_made_is_kept_by_the_log() {
        LoggedMapStore store = place.open();
        put(store, "before");
        CompletableFuture<Long> outcome = store.submitCheckpoint();
        for (int step = 0; place.world().runOne(); step++) {
            put(store, "during " + step);
            assertThat(place.afterKill().rows()).isEqualTo(rows(store));
        }
        assertThat(outcome).isCompleted();
    }

    @Test
    void a_checkpoint_asked_for_while_one_is_made_is_that_one() {
        LoggedMapStore store = place.open();
        put(store, "a");
        CompletableFuture<Long> first = store.submitCheckpoint();
        place.world().runOne();
        CompletableFuture<Long> second = store.submitCheckpoint();
        place.world().runUntilIdle();
        assertThat(second).isCompletedWithValue(first.join());
        assertThat(store.stats().checkpointNumber()).isEqualTo(2);
    }

    @Test
    void a_caller_may_wait_for_a_checkpoint() {
        try (Env env = Env.real(1);
                LoggedMapStore store = LoggedMapStore.open(files.disk(), MapPlace.OPTIONS, env)) {
            put(store, "a");
            assertThat(store.checkpoint()).isPositive();
        }
        assertThat(place.rows()).containsExactly("a=a");
    }

    // ---- without being asked

    @Test
    void checkpoints_that_nobody_asked_for_keep_the_log_bounded() {
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withCheckpointLogBytes(10_000));
        for (int i = 0; i < 3_000; i++) {
            store.put(utf8("key " + i % 50), LogFile.payload(100, i));
            place.world().runUntilIdle();
            assertThat(store.stats().logBytes()).isLessThan(12_000);
        }
        assertThat(store.stats().checkpointNumber()).isBetween(30L, 60L);
        assertThat(files.names()).hasSize(4);
    }

    @Test
    void the_log_may_grow_as_long_as_the_last_checkpoint() {
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withCheckpointLogBytes(1));
        IntStream.range(0, 200).forEach(i -> store.put(utf8("key " + i), LogFile.payload(100, i)));
        place.world().runUntilIdle();
        checkpoint(store);
        long number = store.stats().checkpointNumber();
        IntStream.range(0, 150).forEach(i -> store.put(utf8("key " + i), LogFile.payload(100, i)));
        place.world().runUntilIdle();
        assertThat(store.stats().checkpointNumber()).isEqualTo(number);
        IntStream.range(0, 60).forEach(i -> store.put(utf8("key " + i), LogFile.payload(100, i)));
        place.world().runUntilIdle();
        assertThat(store.stats().checkpointNumber()).isEqualTo(number + 1);
    }

    @Test
    void a_checkpoint_that_was_asked_for_counts_too() {
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withCheckpointLogBytes(10_000));
        store.put(utf8("a"), LogFile.payload(6_000, 1));
        checkpoint(store);
        store.put(utf8("a"), LogFile.payload(6_000, 2));
        place.world().runUntilIdle();
        assertThat(store.stats().checkpointNumber()).isEqualTo(2);
    }

    @Test
    void what_was_logged_before_the_opening_counts() {
        LoggedMapStore first = place.open();
        first.put(utf8("a"), LogFile.payload(5_000, 1));
        first.close();
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withCheckpointLogBytes(5_000));
        put(store, "b");
        place.world().runUntilIdle();
        assertThat(store.stats().checkpointNumber()).isEqualTo(2);
    }

    // ---- when it fails or the process dies

    @Test
    void a_checkpoint_that_fails_at_any_call_loses_nothing_and_the_next_one_succeeds() {
        for (int passed = 4; passed < 13; passed++) {
            MapPlace failing = MapPlace.empty();
            LoggedMapStore store = failing.open();
            put(store, "a");
            failing.files().failCallAfter(passed, Fault.IO_ERROR);
            CompletableFuture<Long> outcome = attempt(failing, store);
            assertThatThrownBy(outcome::join).as("call %s", passed).hasCauseInstanceOf(StoreException.Failed.class);
            put(store, "b");
            assertThat(failing.afterKill().rows()).containsExactly("a=a", "b=b");
            assertThat(attempt(failing, store).join()).isPositive();
            assertThat(failing.afterKill().rows()).containsExactly("a=a", "b=b");
        }
    }

    @Test
    void a_failed_checkpoint_leaves_no_temporary_file() {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(7, Fault.IO_ERROR);
        assertThat(attempt(place, store)).isCompletedExceptionally();
        assertThat(files.names()).containsExactly("000001.log", "000002.log", "CAIRN", "LOCK");
    }

    @Test
    void a_checkpoint_that_failed_without_anybody_waiting_shows_in_the_figures() {
        LoggedMapStore store = place.open(MapPlace.OPTIONS.withCheckpointLogBytes(10));
        files.failCallAfter(6, Fault.NO_SPACE);
        put(store, "a");
        place.world().runUntilIdle();
        CheckpointFailures failures = store.stats().checkpointFailures();
        assertThat(failures.count()).isEqualTo(1);
        assertThat(failures.last().orElseThrow()).startsWith("cannot write db/000002.checkpoint.tmp: ");
    }

    @Test
    void a_checkpoint_that_cannot_cut_the_log_shows_in_the_figures() {
        LoggedMapStore store = place.open();
        files.failCallAfter(0, Fault.IO_ERROR);
        assertThat(attempt(place, store)).isCompletedExceptionally();
        assertThat(store.stats().checkpointFailures().last().orElseThrow()).contains("cannot sync db/000001.log");
    }

    @Test
    void checkpoints_that_succeed_leave_the_failures_that_were() {
        LoggedMapStore store = place.open();
        assertThat(store.stats().checkpointFailures()).isEqualTo(CheckpointFailures.NONE);
        for (int failed = 1; failed < 3; failed++) {
            files.failCallAfter(7, Fault.IO_ERROR);
            assertThat(attempt(place, store)).isCompletedExceptionally();
            checkpoint(store);
            assertThat(store.stats().checkpointFailures().count()).isEqualTo(failed);
        }
    }

    @Test
    void a_checkpoint_whose_clearing_up_once_failed_does_not_fail_the_next() {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(11, Fault.IO_ERROR);
        assertThat(attempt(place, store)).isCompletedExceptionally();
        files.delete("000001.log");
        checkpoint(store);
        assertThat(files.names()).contains("000003.checkpoint", "000003.log").doesNotContain("000002.log");
    }

    @Test
    void a_power_cut_between_any_two_steps_loses_nothing() {
        for (int steps = 0; steps < 6; steps++) {
            MapPlace cutting = MapPlace.empty();
            LoggedMapStore store = cutting.open();
            put(store, "a");
            var _ = store.submitCheckpoint();
            for (int step = 0; step < steps; step++) {
                cutting.world().runOne();
            }
            cutting.files()
                    .forEachPowerCut(cut -> assertThat(MapPlace.at(cut).rows()).containsExactly("a=a"));
        }
    }

    @Test
    void a_failed_checkpoint_is_counted_before_whoever_waits_for_it_is_told() {
        LoggedMapStore store = place.open();
        put(store, "a");
        CompletableFuture<Long> counted = store.submitCheckpoint()
                .handle((_, _) -> store.stats().checkpointFailures().count());
        place.world().runOne();
        files.failCallAfter(0, Fault.NO_SPACE);
        place.world().runUntilIdle();
        assertThat(counted).isCompletedWithValue(1L);
    }

    @Test
    void closing_gives_up_a_checkpoint_that_is_being_made() {
        LoggedMapStore store = place.open();
        put(store, "a");
        CompletableFuture<Long> outcome = store.submitCheckpoint();
        place.world().runOne();
        place.world().runOne();
        assertThat(files.names()).contains("000002.checkpoint.tmp");
        store.close();
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(StoreException.Closed.class);
        assertThat(files.names()).containsExactly("000001.log", "000002.log", "CAIRN", "LOCK");
        assertThat(place.rows()).containsExactly("a=a");
    }

    @Test
    void a_closed_store_makes_no_checkpoint() {
        LoggedMapStore store = place.open();
        store.close();
        assertThatThrownBy(store::checkpoint).isInstanceOf(StoreException.Closed.class);
    }

    // ---- orphans

    @Test
    void what_a_checkpoint_covers_and_what_was_never_named_is_removed_when_opened() {
        LoggedMapStore store = place.open();
        put(store, "a");
        Bytes oldLog = files.bytes("000001.log");
        checkpoint(store);
        store.close();
        files.put("000001.log", oldLog);
        files.put("000001.checkpoint", utf8("an older one"));
        files.put("000003.checkpoint.tmp", utf8("half"));
        files.put("000002.log.tmp", utf8("half"));
        files.put("CAIRN.tmp", utf8("half"));
        assertThat(place.rows()).containsExactly("a=a");
        assertThat(files.names()).containsExactly("000002.checkpoint", "000002.log", "CAIRN", "LOCK");
    }

    @Test
    void an_orphan_that_cannot_be_removed_is_named() {
        place.open().close();
        files.put("000009.checkpoint.tmp", utf8("half"));
        MapPlace twin = place.afterKill();
        List<String> calls = twin.files().callsDuring(twin::open);
        files.failCallAfter(calls.indexOf("delete 000009.checkpoint.tmp"), Fault.IO_ERROR);
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageStartingWith("cannot remove the orphan db/000009.checkpoint.tmp: ");
    }

    @Test
    @Tag("1.11")
    void a_leftover_of_a_segment_that_was_written_again_is_removed() {
        put(place.open(), "a");
        files.put("000001.log.tmp", utf8("half"));
        files.put("CAIRN.tmp", utf8("half"));
        assertThat(place.afterKill().rows()).containsExactly("a=a");
        MapPlace next = place.afterKill();
        next.open();
        assertThat(next.files().names()).containsExactly("000001.log", "CAIRN", "LOCK");
    }

    @Test
    @Tag("1.11")
    void what_covers_an_orphan_is_durable_before_the_orphan_is_deleted() {
        LoggedMapStore store = place.open();
        put(store, "a");
        var _ = store.submitCheckpoint();
        place.world().runOne();
        AtomicReference<MapPlace> renamed = new AtomicReference<>();
        files.during(DiskCall.Kind.SYNC_DIRECTORY, () -> renamed.set(place.afterKill()));
        place.world().runUntilIdle();
        LogPlace next = renamed.get().files();
        next.during(
                DiskCall.Kind.CREATE,
                () -> next.forEachPowerCut(
                        cut -> assertThat(MapPlace.at(cut).rows()).containsExactly("a=a")));
        assertThat(next.callsDuring(renamed.get()::open)).contains("delete 000001.log");
    }

    @Test
    @Tag("1.11")
    void files_that_are_not_ours_are_left_alone() {
        files.put("notes.tmp", utf8("mine"));
        files.put("000001.sst", utf8("mine"));
        files.put("1.checkpoint", utf8("mine"));
        place.open().close();
        assertThat(files.names()).contains("notes.tmp", "000001.sst", "1.checkpoint");
    }

    private void checkpoint(LoggedMapStore store) {
        assertThat(attempt(place, store)).isCompleted();
    }

    private static CompletableFuture<Long> attempt(MapPlace place, LoggedMapStore store) {
        CompletableFuture<Long> outcome = store.submitCheckpoint();
        place.world().runUntilIdle();
        assertThat(outcome).isDone();
        return outcome;
    }
}
