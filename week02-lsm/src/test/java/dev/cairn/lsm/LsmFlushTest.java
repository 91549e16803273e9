package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskCall.Kind;
import dev.cairn.wal.commit.GroupCommitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What is in memory goes to tables, in an order that a crash cannot hurt, and memory stays bounded.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmFlushTest {
    private static final Bytes LARGE = Bytes.wrap(new byte[2000]);

    private final LsmPlace place = LsmPlace.empty();

    // ---- the order of the steps

    @Test
    void a_flush_is_table_and_name_then_edit_then_the_end_of_the_log() {
        LsmStore store = place.open();
        put(store, "a");
        assertThat(place.changesDuring(() -> place.flush(store)))
                .as("what a flush does on disk before it is told to be done")
                .containsExactly(
                        "sync 000002.log",
                        "create 000004.log",
                        "syncDirectory",
                        "create 000005.sst",
                        "append 000005.sst",
                        "sync 000005.sst",
                        "syncDirectory",
                        "append MANIFEST-000003",
                        "sync MANIFEST-000003");
        assertThat(place.changesDuring(() -> place.world().runUntilIdle()))
                .containsExactly("delete 000002.log", "syncDirectory");
    }

    @Test
    void a_flush_of_nothing_writes_nothing() {
        LsmStore store = place.open();
        assertThat(place.changesDuring(() -> place.flush(store))).isEmpty();
        assertThat(store.stats().flushes()).isZero();
    }

    @Test
    void a_delete_goes_to_the_table_and_hides_what_older_tables_hold() {
        LsmStore store = place.open();
        put(store, "a", "b");
        place.flush(store);
        store.delete(utf8("a"));
        place.flush(store);
        assertThat(rows(store)).containsExactly("b=b");
        assertThat(store.get(utf8("a"))).isEmpty();
        assertThat(place.afterKill().rows()).containsExactly("b=b");
    }

    @Test
    void of_tables_that_overlap_the_newest_counts() {
        LsmStore store = place.open();
        for (String value : List.of("1", "2", "3")) {
            store.put(utf8("k"), utf8(value));
            place.flush(store);
        }
        assertThat(store.get(utf8("k"))).contains(utf8("3"));
        assertThat(rows(store)).containsExactly("k=3");
        assertThat(place.afterKill().rows()).containsExactly("k=3");
    }

    @Test
    void what_is_written_while_a_flush_is_under_way_is_in_memory_and_in_the_next_log() {
        LsmStore store = place.open();
        put(store, "a");
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().runOne();
        put(store, "b");
        place.await(flush);
        place.world().runUntilIdle();
        assertThat(rows(store)).containsExactly("a=a", "b=b");
        assertThat(store.stats().memoryEntries()).isEqualTo(1);
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    // ---- failures

    @Test
    void a_failed_flush_is_tried_again_and_loses_nothing() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(LsmFlushTest::isOfTable);
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().advance(Duration.ofMillis(100));
        assertThat(flush).isNotDone();
        assertThat(store.stats().flushFailures().count()).isGreaterThan(2);
        assertThat(store.stats().flushFailures().last().orElseThrow()).contains("cannot create db/");
        assertThat(rows(store)).containsExactly("a=a");
        place.failNothing();
        place.await(flush);
        assertThat(store.stats().levels().getFirst().tables()).isEqualTo(1);
        assertThat(place.afterKill().rows()).containsExactly("a=a");
    }

    @Test
    void attempts_that_fail_leave_no_files_that_fill_the_disk() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(call -> call.kind() == Kind.APPEND && isOfTable(call));
        var _ = store.submitFlush();
        place.world().advance(Duration.ofSeconds(1));
        assertThat(store.stats().flushFailures().count()).isGreaterThan(3);
        assertThat(place.names(".sst")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_table_whose_edit_failed_stays_and_is_not_written_again() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(call -> call.path().contains("MANIFEST"));
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().advance(Duration.ofSeconds(1));
        assertThat(store.stats().flushFailures().count()).isGreaterThan(3);
        assertThat(place.names(".sst")).as("tables, while their edit fails").hasSize(1);
        place.failNothing();
        place.await(flush);
        assertThat(place.names(".sst")).hasSize(1);
        assertThat(place.afterKill().rows()).containsExactly("a=a");
    }

    @Test
    void pauses_between_attempts_grow() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(LsmFlushTest::isOfTable);
        var _ = store.submitFlush();
        place.world().advance(Duration.ofSeconds(100));
        assertThat(store.stats().flushFailures().count()).isBetween(15L, 25L);
    }

    @Test
    void a_later_flush_never_commits_before_one_that_failed() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(LsmFlushTest::isOfTable);
        CompletableFuture<Void> first = store.submitFlush();
        place.world().advance(Duration.ofMillis(50));
        put(store, "b");
        CompletableFuture<Void> second = store.submitFlush();
        place.world().advance(Duration.ofMillis(50));
        assertThat(place.afterKill().rows())
                .as("rows after a kill, while the first flush fails")
                .containsExactly("a=a", "b=b");
        place.failNothing();
        place.await(first);
        assertThat(second).isNotDone();
        assertThat(place.afterKill().rows())
                .as("rows after a kill, when the first flush is done and the second is not")
                .containsExactly("a=a", "b=b");
        place.await(second);
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
        assertThat(store.stats().levels().getFirst().tables()).isEqualTo(2);
    }

    @Test
    void while_the_edit_cannot_be_committed_the_log_stays() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(call -> call.path().contains("MANIFEST") || call.path().endsWith("dbtmp"));
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().advance(Duration.ofSeconds(1));
        assertThat(flush).isNotDone();
        assertThat(place.names()).contains("000002.log");
        assertThat(place.afterKill().rows()).containsExactly("a=a");
        place.failNothing();
        place.await(flush);
        place.world().runUntilIdle();
        assertThat(place.names()).doesNotContain("000002.log");
        assertThat(place.afterKill().rows()).containsExactly("a=a");
    }

    @Test
    void a_log_that_cannot_be_dropped_is_dropped_after_the_next_flush() {
        LsmStore store = place.open();
        put(store, "a");
        place.failEvery(call -> call.kind() == Kind.DELETE);
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(place.names()).contains("000002.log");
        place.failNothing();
        put(store, "b");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(store.stats().logSegments()).isEqualTo(1);
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    @Test
    void a_log_that_cannot_be_dropped_does_not_keep_writers_from_waiting_for_a_flush() {
        LsmStore store = place.open(small(1));
        put(store, "a");
        place.failEvery(call -> call.kind() == Kind.DELETE);
        place.flush(store);
        place.world().runUntilIdle();
        place.failNothing();
        List<CompletableFuture<Void>> writes = fillMemory(store);
        writes.forEach(place::await);
        assertThat(store.stats().flushes()).isGreaterThan(1);
    }

    @Test
    void closing_tells_whoever_waits_for_a_flush_and_loses_nothing() {
        LsmStore store = place.open();
        put(store, "a");
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().runOne();
        store.close();
        place.world().runUntilIdle();
        assertThatThrownBy(() -> place.await(flush)).isInstanceOf(StoreException.Closed.class);
        assertThat(place.rows()).containsExactly("a=a");
    }

    // ---- a memory that is full

    @Test
    void writers_wait_while_memory_is_full_and_a_flush_is_under_way() {
        LsmStore store = place.open(small(1));
        List<CompletableFuture<Void>> writes = fillMemory(store);
        writes.forEach(place::await);
        assertThat(store.stats().stalls()).isPositive();
        assertThat(store.stats().flushFailures().count()).isZero();
        assertThat(rows(store)).hasSize(writes.size());
    }

    @Test
    void writers_are_refused_while_memory_is_full_and_cannot_be_flushed_and_then_taken_again() {
        LsmStore store = place.open(small(1));
        place.failEvery(LsmFlushTest::isOfTable);
        List<CompletableFuture<Void>> writes = fillMemory(store);
        assertThatThrownBy(() -> writes.forEach(place::await))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("memory is full, and it cannot be written to a table (cannot create db/")
                .hasMessageEndingWith("writes are taken again when that has succeeded");
        long taken = writes.stream().filter(LsmFlushTest::isTaken).count();
        assertThat(rows(store)).hasSize((int) taken);
        place.failNothing();
        place.world().advance(Duration.ofSeconds(20));
        put(store, "z");
        assertThat(rows(store)).hasSize((int) taken + 1);
        assertThat(rows(place.afterKill().open())).hasSize((int) taken + 1);
    }

    @Test
    void frozen_memtables_stay_bounded() {
        LsmStore store = place.open(small(2));
        fillMemory(store).forEach(write -> {
            place.await(write);
            assertThat(store.stats().frozen()).isLessThanOrEqualTo(2);
            assertThat(store.stats().memoryBytes()).isLessThan(3 * 8192);
        });
    }

    @Test
    void those_that_wait_for_a_flush_that_was_asked_for_stay_bounded_too() {
        LsmStore store = place.open(small(2));
        place.failEvery(LsmFlushTest::isOfTable);
        List<CompletableFuture<Void>> flushes = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            put(store, key);
            flushes.add(store.submitFlush());
            place.world().advance(Duration.ofMillis(1));
        }
        assertThat(store.stats().frozen()).as("memtables that wait").isEqualTo(2);
        assertThat(store.stats().logSegments()).isEqualTo(3);
        assertThat(flushes).allSatisfy(flush -> assertThat(flush).isNotDone());
        place.failNothing();
        flushes.forEach(place::await);
        assertThat(store.stats().memoryEntries()).isZero();
        assertThat(rows(store)).containsExactly("a=a", "b=b", "c=c", "d=d", "e=e");
    }

    /// Memtables that one large value fills, of which so many may be frozen.
    private static LsmOptions small(int frozenMax) {
        return LsmPlace.OPTIONS
                .withMemtables(MemtableOptions.DEFAULT.withBytes(1024).withFrozenMax(frozenMax))
                .withCommit(new GroupCommitOptions(1, 1 << 20, Duration.ZERO, 100));
    }

    /// Many writes at once, each as large as a memtable and in a group of its own.
    private static List<CompletableFuture<Void>> fillMemory(LsmStore store) {
        return List.of("k", "l", "m", "n", "o", "p", "q", "r").stream()
                .map(key -> LsmPlace.submitPut(store, key, LARGE))
                .toList();
    }

    private static boolean isOfTable(DiskCall call) {
        return call.path().endsWith(".sst");
    }

    private static boolean isTaken(CompletableFuture<Void> write) {
        return write.isDone() && !write.isCompletedExceptionally();
    }
}
