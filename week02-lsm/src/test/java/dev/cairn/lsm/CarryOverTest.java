package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.sim.Fault;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Rows that a flush policy keeps in memory: readers see no difference, tables leave them out, and no crash takes
/// them.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class CarryOverTest {
    /// Keys that begin with `hot` stay in memory.
    private static final LsmOptions OPTIONS = LsmPlace.OPTIONS.withFlushing(key -> key.startsWith(utf8("hot")));

    private static final LsmOptions SMALL = OPTIONS.withMemtables(
                    MemtableOptions.DEFAULT.withBytes(4096).withFrozenMax(1))
            .withCommit(new GroupCommitOptions(1, 1 << 20, Duration.ZERO, 1000));

    private final LsmPlace place = LsmPlace.empty();

    @Test
    void what_is_kept_is_in_memory_and_in_no_table() {
        LsmStore store = place.open(OPTIONS);
        put(store, "cold", "hot");
        place.flush(store);
        assertThat(store.stats().memoryEntries()).isEqualTo(1);
        assertThat(rows(store)).containsExactly("cold=cold", "hot=hot");
        assertThat(store.get(utf8("hot"))).contains(utf8("hot"));
        assertThat(tableEntries(place)).isEqualTo(1);
    }

    @Test
    void what_is_kept_survives_crash_and_reopening() {
        LsmStore store = place.open(OPTIONS);
        put(store, "cold", "hot");
        place.flush(store);
        place.world().runUntilIdle();
        LsmPlace next = place.afterKill();
        assertThat(rows(next.open(OPTIONS))).containsExactly("cold=cold", "hot=hot");
        assertThat(next.afterKill().rows()).containsExactly("cold=cold", "hot=hot");
    }

    @Test
    void a_flush_of_nothing_but_what_is_kept_makes_no_table() {
        LsmStore store = place.open(OPTIONS);
        put(store, "hot");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(store.stats().levels().getFirst().tables()).isZero();
        assertThat(store.stats().logSegments()).isEqualTo(1);
        assertThat(place.names(".sst")).isEmpty();
        assertThat(place.afterKill().rows()).containsExactly("hot=hot");
    }

    @Test
    void of_a_key_that_was_written_often_only_the_newest_value_is_kept() {
        LsmStore store = place.open(OPTIONS);
        for (int i = 0; i < 10; i++) {
            store.put(utf8("hot"), utf8("value " + i));
        }
        place.flush(store);
        assertThat(store.stats().memoryEntries()).isEqualTo(1);
        assertThat(rows(store)).containsExactly("hot=value 9");
    }

    @Test
    void a_key_that_is_written_meanwhile_is_not_taken_back() {
        LsmStore store = place.open(OPTIONS);
        put(store, "hot1", "hot2");
        CompletableFuture<Void> flush = store.submitFlush();
        place.world().runOne();
        store.put(utf8("hot1"), utf8("newer"));
        store.delete(utf8("hot2"));
        place.await(flush);
        assertThat(rows(store)).containsExactly("hot1=newer");
        assertThat(place.afterKill().rows()).containsExactly("hot1=newer");
    }

    @Test
    void a_tombstone_is_never_kept() {
        LsmStore store = place.open(OPTIONS);
        put(store, "hot");
        place.flush(store);
        store.delete(utf8("hot"));
        place.flush(store);
        assertThat(store.stats().memoryEntries()).isZero();
        assertThat(rows(store)).isEmpty();
        assertThat(place.afterKill().rows()).isEmpty();
    }

    @Test
    void an_older_value_in_a_table_does_not_come_back() {
        LsmStore store = place.open();
        store.put(utf8("hot"), utf8("old"));
        place.flush(store);
        store.close();
        LsmStore next = place.open(OPTIONS);
        next.put(utf8("hot"), utf8("new"));
        place.flush(next);
        place.flush(next);
        assertThat(rows(next)).containsExactly("hot=new");
        place.world().runUntilIdle();
        assertThat(place.afterKill().rows()).containsExactly("hot=new");
    }

    @Test
    void a_snapshot_goes_on_to_see_the_older_value() {
        LsmStore store = place.open(OPTIONS);
        store.put(utf8("hot"), utf8("1"));
        Snapshot before = store.snapshot();
        store.put(utf8("hot"), utf8("2"));
        place.flush(store);
        store.put(utf8("hot"), utf8("3"));
        place.flush(store);
        place.flush(store);
        assertThat(before.get(utf8("hot"))).contains(utf8("1"));
        assertThat(rows(before)).containsExactly("hot=1");
        assertThat(rows(store)).containsExactly("hot=3");
        before.close();
    }

    @Test
    void a_snapshot_taken_at_any_moment_of_a_flush_goes_on_to_see_what_it_saw() {
        for (int steps = 0; steps < 12; steps++) {
            LsmPlace each = LsmPlace.empty();
            LsmStore store = each.open(OPTIONS);
            put(store, "cold", "hot1", "hot2");
            CompletableFuture<Void> flush = store.submitFlush();
            for (int i = 0; i < steps; i++) {
                each.world().runOne();
            }
            try (Snapshot snapshot = store.snapshot();
                    Cursor cursor = store.scan(KeyRange.all())) {
                each.await(flush);
                store.put(utf8("hot1"), utf8("later"));
                each.flush(store);
                assertThat(rows(snapshot))
                        .as("a snapshot taken after %s events", steps)
                        .containsExactly("cold=cold", "hot1=hot1", "hot2=hot2");
                assertThat(cursor.seek(utf8("hot1"))).isTrue();
                assertThat(cursor.value()).isEqualTo(utf8("hot1"));
            }
        }
    }

    @Test
    void a_crash_at_any_moment_of_a_flush_loses_nothing_that_is_kept() {
        LsmStore store = place.open(OPTIONS);
        put(store, "cold", "hot1", "hot2");
        place.watch(call -> assertThat(place.afterKill().rows())
                .as("after a kill before %s", call)
                .containsExactly("cold=cold", "hot1=hot1", "hot2=hot2"));
        place.flush(store);
        place.world().runUntilIdle();
    }

    @Test
    void what_is_kept_is_durable_before_the_table_counts_that_leaves_it_out() {
        LsmStore store = place.open(OPTIONS.withSync(SyncPolicy.never()));
        put(store, "cold", "hot");
        List<String> changes = place.changesDuring(() -> place.flush(store));
        int syncOfLog = changes.lastIndexOf("sync 000004.log");
        assertThat(syncOfLog).isBetween(1, changes.indexOf("append MANIFEST-000003"));
    }

    @Test
    void a_flush_that_fails_in_between_keeps_all_and_is_tried_again() {
        for (int call = 0; call < 14; call++) {
            LsmPlace each = LsmPlace.empty();
            LsmStore store = each.open(OPTIONS);
            put(store, "cold", "hot");
            CompletableFuture<Void> flush = store.submitFlush();
            each.world().runOne();
            each.failCallAfter(call, Fault.IO_ERROR);
            each.world().advance(Duration.ofSeconds(1));
            each.failNothing();
            assertThat(rows(store)).as("call %s fails", call).containsExactly("cold=cold", "hot=hot");
            assertThat(flush).as("call %s fails", call).isDone();
            assertThat(each.afterKill().rows()).as("call %s fails", call).containsExactly("cold=cold", "hot=hot");
        }
    }

    @Test
    void without_a_log_nothing_is_kept_because_a_flush_is_all_that_makes_it_durable() {
        LsmStore store = place.open(OPTIONS.withoutLog());
        put(store, "cold", "hot");
        place.flush(store);
        assertThat(place.afterKill().rows()).containsExactly("cold=cold", "hot=hot");
        assertThat(store.stats().memoryEntries()).isZero();
    }

    @Test
    void a_flush_does_not_wait_for_room_that_only_itself_can_make() {
        LsmStore store = place.open(SMALL);
        List<CompletableFuture<Void>> writes = IntStream.range(0, 60)
                .mapToObj(i -> LsmPlace.submitPut(store, (i % 3 == 0 ? "hot" : "cold") + i, Bytes.wrap(new byte[700])))
                .toList();
        place.world().advance(Duration.ofSeconds(10));
        assertThat(writes).allMatch(CompletableFuture::isDone);
        assertThat(store.stats().stalls()).isPositive();
        assertThat(rows(store)).hasSize(60);
        assertThat(rows(place.afterKill().open())).hasSize(60);
    }

    @Test
    void no_more_is_kept_than_fits_half_a_memtable() {
        LsmStore store = place.open(SMALL);
        for (int i = 0; i < 7; i++) {
            store.put(utf8("hot" + i), Bytes.wrap(new byte[500]));
        }
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(store.stats().memoryEntries()).isEqualTo(3);
        assertThat(store.stats().flushes()).isEqualTo(1);
        assertThat(rows(store)).hasSize(7);
    }

    /// Entries in all tables of the place.
    private static int tableEntries(LsmPlace place) {
        LsmPlace copy = place.afterKill();
        copy.names(".log").forEach(copy::delete);
        int entries = 0;
        for (String name : copy.names(".sst")) {
            try (var table =
                            TableReader.open(copy.disk(), name, copy.bytes(name).length(), TableOptions.DEFAULT);
                    var rows = table.cursor()) {
                for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                    entries++;
                }
            }
        }
        return entries;
    }
}
