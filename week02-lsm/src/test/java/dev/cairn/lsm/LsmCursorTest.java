package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cursors and snapshots while the store goes on: what is written, flushed, merged and deleted meanwhile changes
/// nothing of what they see.
@Tag("2.18")
final class LsmCursorTest {
    private static final LsmOptions MERGED = LsmPlace.OPTIONS.withCompaction(Rewriting.whenThereAre(2));

    private final LsmPlace place = LsmPlace.empty();

    // ---- what is written meanwhile

    @Test
    void a_cursor_that_turns_at_the_first_row_passes_what_was_written_before_it() {
        LsmStore store = place.open();
        put(store, "b", "c");
        try (Cursor cursor = store.scan(KeyRange.all())) {
            assertThat(cursor.last()).isTrue();
            assertThat(cursor.previous()).isTrue();
            assertThat(cursor.key()).isEqualTo(utf8("b"));
            put(store, "a");
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(utf8("c"));
        }
    }

    @Test
    void a_cursor_that_turns_passes_what_was_written_between_two_rows() {
        LsmStore store = place.open();
        put(store, "a", "c");
        try (Cursor cursor = store.scan(KeyRange.all())) {
            assertThat(cursor.last()).isTrue();
            put(store, "b", "bb");
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.previous()).isTrue();
            assertThat(cursor.key()).isEqualTo(utf8("c"));
            assertThat(cursor.previous()).isTrue();
            put(store, "ab");
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(utf8("c"));
        }
    }

    @Test
    void a_cursor_sees_the_moment_at_which_it_was_opened() {
        LsmStore store = place.open(MERGED);
        put(store, "a", "b");
        try (Cursor cursor = store.scan(KeyRange.all());
                Snapshot snapshot = store.snapshot()) {
            store.delete(utf8("a"));
            put(store, "c");
            place.flush(store);
            put(store, "d");
            place.flush(store);
            place.world().runUntilIdle();
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(utf8("a"));
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.next()).isFalse();
            assertThat(rows(snapshot)).containsExactly("a=a", "b=b");
        }
        assertThat(rows(store)).containsExactly("b=b", "c=c", "d=d");
    }

    // ---- what pins tables

    @Test
    void tables_that_a_cursor_needs_stay_until_it_is_closed() {
        LsmStore store = place.open(MERGED);
        put(store, "a");
        place.flush(store);
        Cursor cursor = store.scan(KeyRange.all());
        put(store, "b");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(place.names(".sst")).hasSize(2);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.value()).isEqualTo(utf8("a"));
        cursor.close();
        cursor.close();
        assertThat(place.names(".sst")).hasSize(1);
        assertThat(rows(store)).containsExactly("a=a", "b=b");
    }

    @Test
    void a_scan_that_cannot_be_opened_pins_nothing() {
        LsmStore store = place.open(MERGED);
        put(store, "a");
        place.flush(store);
        place.failEvery(call -> call.kind() == Kind.OPEN && call.path().endsWith(".sst"));
        assertThatThrownBy(() -> store.scan(KeyRange.all())).isInstanceOf(StoreException.Failed.class);
        place.failNothing();
        put(store, "b");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(place.names(".sst")).hasSize(1);
        assertThat(store.stats().snapshots()).isZero();
        assertThat(rows(store)).containsExactly("a=a", "b=b");
    }

    // ---- gets, which pin nothing

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_get_whose_table_is_merged_away_asks_the_newer_version(boolean isOpen) {
        LsmStore store = place.open(MERGED);
        put(store, "a");
        place.flush(store);
        assertThat(!isOpen || store.get(utf8("a")).isPresent()).isTrue();
        assertThat(store.get(utf8("a"), onceBefore(() -> mergeAway(store)))).contains(utf8("a"));
        assertThat(place.names(".sst")).hasSize(1).doesNotContain("000005.sst");
    }

    @Test
    void a_get_that_fails_for_another_reason_says_so() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        place.failEvery(call -> call.path().endsWith(".sst"));
        assertThatThrownBy(() -> store.get(utf8("a"))).isInstanceOf(StoreException.Failed.class);
        place.failNothing();
        assertThat(store.get(utf8("a"))).contains(utf8("a"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_get_beside_a_close_says_closed(boolean isOpen) {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(!isOpen || store.get(utf8("a")).isPresent()).isTrue();
        assertThatThrownBy(() -> store.get(utf8("a"), onceBefore(store::close)))
                .isInstanceOf(StoreException.Closed.class);
    }

    @Test
    void a_get_and_a_scan_whose_table_somebody_has_deleted_say_which() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        place.delete("000005.sst");
        requireMissing(() -> store.get(utf8("a")));
        requireMissing(() -> store.scan(KeyRange.all()));
    }

    private static void requireMissing(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000005.sst")
                .hasMessageContaining("no such file");
    }

    /// Flushes once more, which makes the store rewrite all tables.
    private void mergeAway(LsmStore store) {
        put(store, "b");
        place.flush(store);
        place.world().runUntilIdle();
    }

    /// The newest moment; the first time somebody asks for it, `work` is done first.
    private static LongSupplier onceBefore(Runnable work) {
        AtomicBoolean isDone = new AtomicBoolean();
        return () -> {
            if (!isDone.getAndSet(true)) {
                work.run();
            }
            return 1;
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_cursor_says_closed_when_its_store_is(boolean isFlushed) {
        LsmStore store = place.open();
        put(store, "a", "b");
        if (isFlushed) {
            place.flush(store);
        }
        try (Cursor cursor = store.scan(KeyRange.all())) {
            assertThat(cursor.next()).isTrue();
            store.close();
            assertThatThrownBy(cursor::next).isInstanceOf(StoreException.Closed.class);
            assertThatThrownBy(cursor::value).isInstanceOf(StoreException.Closed.class);
        }
    }

    // ---- the registry of snapshots

    @Test
    void what_a_snapshot_sees_is_not_merged_away() {
        LsmStore store = place.open(MERGED);
        store.put(utf8("k"), utf8("1"));
        Snapshot one = store.snapshot();
        store.put(utf8("k"), utf8("2"));
        place.flush(store);
        Snapshot two = store.snapshot();
        store.put(utf8("k"), utf8("3"));
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(store.stats().levels().get(1).tables()).isEqualTo(1);
        assertThat(List.of(valueIn(one), valueIn(two), valueIn(store))).containsExactly("1", "2", "3");
        one.close();
        store.put(utf8("k"), utf8("4"));
        place.flush(store);
        place.flush(store);
        put(store, "other");
        place.flush(store);
        place.world().runUntilIdle();
        assertThat(List.of(valueIn(two), valueIn(store))).containsExactly("2", "4");
        two.close();
        assertThat(store.stats().snapshots()).isZero();
    }

    @Test
    void a_snapshot_that_is_closed_twice_lets_go_once() {
        LsmStore store = place.open();
        put(store, "a");
        Snapshot first = store.snapshot();
        Snapshot second = store.snapshot();
        first.close();
        first.close();
        assertThat(store.stats().snapshots()).isEqualTo(1);
        assertThat(rows(second)).containsExactly("a=a");
        assertThatThrownBy(() -> first.get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        second.close();
    }

    @Test
    void the_oldest_number_is_that_of_the_oldest_reader_or_the_present_one() {
        Snapshots snapshots = new Snapshots();
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(9);
        assertThat(snapshots.take(() -> 5)).isEqualTo(5);
        snapshots.take(() -> 5);
        snapshots.take(() -> 7);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(5);
        snapshots.release(5);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(5);
        snapshots.release(5);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(7);
        assertThat(snapshots.count()).isEqualTo(1);
        snapshots.release(7);
        assertThat(snapshots.oldest(() -> 9)).isEqualTo(9);
    }

    // ---- merges

    @Test
    void a_merge_that_fails_is_planned_again_and_leaves_the_store_as_it_was() {
        LsmStore store = place.open(MERGED);
        put(store, "a");
        place.flush(store);
        put(store, "b");
        place.flush(store);
        place.failEvery(call -> call.kind() == Kind.APPEND && call.path().endsWith(".sst"));
        place.world().advance(Duration.ofSeconds(3));
        assertThat(store.stats().compactionFailures().count()).isPositive();
        assertThat(rows(store)).containsExactly("a=a", "b=b");
        place.failNothing();
        place.world().advance(Duration.ofSeconds(3));
        assertThat(store.stats().levels().get(1).tables()).isEqualTo(1);
        assertThat(rows(store)).containsExactly("a=a", "b=b");
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    @Test
    void closing_in_the_midst_of_a_merge_loses_nothing() {
        for (int steps = 0; steps < 8; steps++) {
            LsmPlace each = LsmPlace.empty();
            LsmStore store = each.open(MERGED);
            put(store, "a");
            each.flush(store);
            put(store, "b");
            each.flush(store);
            for (int i = 0; i < steps; i++) {
                each.world().runOne();
            }
            store.close();
            each.world().runUntilIdle();
            assertThat(each.rows()).containsExactly("a=a", "b=b");
        }
    }

    private static String valueIn(ReadView view) {
        return view.get(utf8("k")).map(Bytes::toUtf8).orElse("none");
    }
}
