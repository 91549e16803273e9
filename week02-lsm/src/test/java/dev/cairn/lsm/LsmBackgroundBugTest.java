package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.sim.Violation;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.wal.commit.GroupCommitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A job in the background that ends with something that is no [StoreException] is told of, and replaced.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmBackgroundBugTest {
    private static final String NO_MEMORY = "a flush broke off: java.lang.OutOfMemoryError: injected";

    private final LsmPlace place = LsmPlace.empty();

    // ---- flushes

    @Test
    void whichever_call_of_a_flush_lacks_memory_the_flush_is_done_in_the_end() {
        for (int call = 0; ; call++) {
            LsmPlace each = LsmPlace.empty();
            LsmStore store = each.open();
            put(store, "a");
            CompletableFuture<Void> flush = store.submitFlush();
            each.world().runOne();
            failOnce(each, call);
            boolean hasFailed = advancesToBug(each);
            each.failNothing();
            each.world().advance(Duration.ofSeconds(10));
            assertThat(flush).as("call %s fails", call).isCompleted();
            assertThat(rows(store)).as("call %s fails", call).containsExactly("a=a");
            assertThat(each.names(".sst"))
                    .as("tables, when call %s has failed", call)
                    .hasSize(1);
            assertThat(each.afterKill().rows()).as("call %s fails", call).containsExactly("a=a");
            if (!hasFailed) {
                assertThat(call).isGreaterThan(8);
                return;
            }
            assertThat(store.stats().flushFailures().last())
                    .as("call %s fails", call)
                    .contains(NO_MEMORY);
        }
    }

    @Test
    void writers_are_told_that_memory_is_full_because_a_flush_broke_off() {
        LsmStore store = place.open(small());
        fail(LsmBackgroundBugTest::isOfTable);
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (String key : List.of("k", "l", "m", "n")) {
            writes.add(LsmPlace.submitPut(store, key, Bytes.wrap(new byte[2000])));
        }
        assertThat(advancesToBug(place)).isTrue();
        assertThatThrownBy(() -> writes.forEach(place::await))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining(NO_MEMORY);
        place.failNothing();
        place.world().advance(Duration.ofSeconds(10));
        put(store, "z");
        assertThat(store.get(utf8("z"))).contains(utf8("z"));
    }

    @Test
    void a_strategy_that_fails_does_not_undo_the_flush_that_asked_it() {
        List<String> asked = new ArrayList<>();
        LsmStore store = place.open(LsmPlace.OPTIONS.withCompaction(new Compaction(
                (version, _) -> {
                    asked.add(version.toString());
                    if (version.level(0).size() == 1) {
                        throw new IllegalStateException("injected");
                    }
                    return Optional.empty();
                },
                CompactionRunner.none())));
        put(store, "a");
        place.flush(store);
        assertThatThrownBy(() -> place.world().runUntilIdle()).hasRootCauseMessage("injected");
        put(store, "b");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(asked).isNotEmpty();
        assertThat(store.stats().compactionFailures().last())
                .contains("a merge broke off: java.lang.IllegalStateException: injected");
        assertThat(rows(store)).containsExactly("a=a", "b=b");
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    // ---- merges

    @Test
    void a_merge_that_breaks_off_releases_what_it_holds_and_is_planned_again() {
        List<String> calls = new ArrayList<>();
        LsmStore store = place.open(LsmPlace.OPTIONS.withCompaction(new Compaction(
                (version, _) -> version.level(0).isEmpty()
                        ? Optional.empty()
                        : Optional.of(CompactionPlan.merge(
                                List.of(new CompactionPlan.Input(
                                        0, version.level(0).getFirst())),
                                1)),
                (plan, _) -> new Breaking(plan, calls))));
        put(store, "a");
        place.flush(store);
        assertThatThrownBy(() -> place.world().runUntilIdle()).hasRootCauseMessage("injected");
        place.world().runUntilIdle();
        assertThat(calls).containsExactly("step", "close", "step", "close");
        assertThat(store.stats().compactionFailures().count()).isEqualTo(1);
        assertThat(store.stats().levels().get(1).tables()).isEqualTo(1);
    }

    // ---- a store that is closed

    @Test
    void a_store_that_is_closed_at_any_moment_of_a_flush_leaves_no_file_open() {
        for (int steps = 1; steps < 10; steps++) {
            LsmPlace each = LsmPlace.empty();
            LsmStore store = each.open();
            put(store, "a");
            var _ = store.submitFlush();
            for (int i = 0; i < steps; i++) {
                each.world().runOne();
            }
            store.close();
            assertThat(each.openFiles()).as("open files after %s events", steps).isEmpty();
            assertThat(each.rows()).containsExactly("a=a");
        }
    }

    @Test
    void a_store_that_is_closed_before_the_edit_of_a_flush_removes_the_table() {
        LsmStore store = place.open();
        put(store, "a");
        var _ = store.submitFlush();
        while (place.names(".sst").isEmpty()) {
            place.world().runOne();
        }
        store.close();
        assertThat(place.names(".sst")).isEmpty();
    }

    /// Merges its one table by moving it, but fails at first.
    private record Breaking(CompactionPlan plan, List<String> calls) implements CompactionRunner.Run {
        @Override
        public Optional<VersionEdit> step() {
            calls.add("step");
            if (calls.size() == 1) {
                throw new IllegalStateException("injected");
            }
            return Optional.of(plan.edit(List.of(plan.inputs().getFirst().table())));
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    /// Lets the call fail that comes after `passed` others, for want of memory.
    private static void failOnce(LsmPlace place, int passed) {
        int[] left = {passed};
        place.watch(_ -> {
            if (left[0]-- == 0) {
                throw new OutOfMemoryError("injected");
            }
        });
    }

    private void fail(Predicate<DiskCall> chosen) {
        place.watch(call -> {
            if (chosen.test(call)) {
                throw new OutOfMemoryError("injected");
            }
        });
    }

    /// Lets time pass until a job breaks off, of which the world complains; whether one does.
    private static boolean advancesToBug(LsmPlace place) {
        try {
            place.world().advance(Duration.ofSeconds(1));
            return false;
        } catch (Violation _) {
            return true;
        }
    }

    private static boolean isOfTable(DiskCall call) {
        return call.path().endsWith(".sst");
    }

    private static LsmOptions small() {
        return LsmPlace.OPTIONS
                .withMemtables(MemtableOptions.DEFAULT.withBytes(1024).withFrozenMax(1))
                .withCommit(new GroupCommitOptions(1, 1 << 20, Duration.ZERO, 100));
    }
}
