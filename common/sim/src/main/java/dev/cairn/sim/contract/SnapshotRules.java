package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.sim.contract.StoreUnderTest.rest;
import static dev.cairn.sim.contract.StoreUnderTest.row;
import static dev.cairn.sim.contract.StoreUnderTest.rowsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A snapshot, and every open cursor, stays at its moment.
public interface SnapshotRules extends StoreUnderTest {
    @Test
    default void a_snapshot_reads_the_same_whatever_is_written_later() {
        assumeSnapshots();
        putThreeRows();
        try (Snapshot snapshot = store().snapshot()) {
            changeEverything();
            assertThat(snapshot.get(utf8("a"))).contains(utf8("1"));
            assertThat(snapshot.get(utf8("b"))).contains(utf8("2"));
            assertThat(snapshot.get(utf8("bb"))).isEmpty();
            assertThat(rowsOf(snapshot, KeyRange.all())).containsExactly("a=1", "b=2", "c=3");
            assertThat(rowsOf(snapshot, KeyRange.all())).containsExactly("a=1", "b=2", "c=3");
        }
        assertRows(KeyRange.all(), "a=9", "bb=9", "c=3");
    }

    @Test
    default void a_snapshot_of_an_empty_store_stays_empty() {
        assumeSnapshots();
        try (Snapshot snapshot = store().snapshot()) {
            putThreeRows();
            assertThat(rowsOf(snapshot, KeyRange.all())).isEmpty();
        }
    }

    @Test
    default void a_snapshot_keeps_what_is_deleted_later_and_put_again() {
        assumeSnapshots();
        putThreeRows();
        try (Snapshot snapshot = store().snapshot()) {
            store().delete(utf8("a"));
            store().put(utf8("a"), utf8("9"));
            store().delete(utf8("a"));
            assertThat(snapshot.get(utf8("a"))).contains(utf8("1"));
        }
    }

    @Test
    default void compare_and_set_leaves_snapshots_alone() {
        assumeSnapshots();
        assumeComparesAndSets();
        putThreeRows();
        try (Snapshot snapshot = store().snapshot()) {
            store().compareAndSet(utf8("a"), Optional.of(utf8("1")), Optional.of(utf8("9")));
            assertThat(snapshot.get(utf8("a"))).contains(utf8("1"));
        }
    }

    @Test
    default void snapshots_of_different_moments_are_independent() {
        assumeSnapshots();
        store().put(utf8("a"), utf8("1"));
        try (Snapshot one = store().snapshot()) {
            store().put(utf8("a"), utf8("2"));
            try (Snapshot two = store().snapshot()) {
                store().delete(utf8("a"));
                assertThat(one.get(utf8("a"))).contains(utf8("1"));
                assertThat(two.get(utf8("a"))).contains(utf8("2"));
            }
            assertThat(one.get(utf8("a"))).contains(utf8("1"));
        }
        assertAbsent(utf8("a"));
    }

    @Test
    default void closing_one_snapshot_leaves_another_of_the_same_moment_open() {
        assumeSnapshots();
        putThreeRows();
        Snapshot one = store().snapshot();
        try (Snapshot two = store().snapshot()) {
            one.close();
            changeEverything();
            assertThat(rowsOf(two, KeyRange.all())).containsExactly("a=1", "b=2", "c=3");
        }
    }

    @Test
    default void a_snapshot_may_be_closed_twice() {
        assumeSnapshots();
        putThreeRows();
        Snapshot snapshot = store().snapshot();
        snapshot.close();
        snapshot.close();
        assertHolds(utf8("a"), utf8("1"));
    }

    @Test
    default void a_closed_snapshot_says_so() {
        assumeSnapshots();
        putThreeRows();
        Snapshot snapshot = store().snapshot();
        snapshot.close();
        assertThatThrownBy(() -> snapshot.get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> snapshot.scan(KeyRange.all())).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    default void a_cursor_outlives_the_snapshot_it_came_from() {
        assumeSnapshots();
        putThreeRows();
        Snapshot snapshot = store().snapshot();
        try (Cursor cursor = snapshot.scan(KeyRange.all())) {
            cursor.next();
            snapshot.close();
            changeEverything();
            assertThat(rest(cursor)).containsExactly("b=2", "c=3");
        }
    }

    @Test
    default void an_open_cursor_does_not_see_later_writes() {
        assumeSnapshots();
        putThreeRows();
        try (Cursor cursor = store().scan(KeyRange.all())) {
            changeEverything();
            assertThat(rest(cursor)).containsExactly("a=1", "b=2", "c=3");
        }
    }

    @Test
    default void a_cursor_keeps_its_row_when_the_row_is_deleted() {
        assumeSnapshots();
        putThreeRows();
        try (Cursor cursor = store().scan(KeyRange.all())) {
            cursor.seek(utf8("b"));
            changeEverything();
            assertThat(row(cursor)).isEqualTo("b=2");
            assertThat(cursor.previous()).isTrue();
            assertThat(row(cursor)).isEqualTo("a=1");
        }
    }

    @Test
    default void a_cursor_finds_no_row_that_came_later_by_any_move() {
        assumeSnapshots();
        putThreeRows();
        try (Cursor cursor = store().scan(KeyRange.all())) {
            store().put(utf8("0"), utf8("9"));
            store().put(utf8("bb"), utf8("9"));
            store().put(utf8("z"), utf8("9"));
            assertThat(cursor.first() ? row(cursor) : "none").isEqualTo("a=1");
            assertThat(cursor.last() ? row(cursor) : "none").isEqualTo("c=3");
            assertThat(cursor.seek(utf8("bb")) ? row(cursor) : "none").isEqualTo("c=3");
        }
    }

    private void putThreeRows() {
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .put(utf8("b"), utf8("2"))
                .put(utf8("c"), utf8("3"))
                .build());
        assertRows(KeyRange.all(), "a=1", "b=2", "c=3");
    }

    /// Overwrites `a`, deletes `b`, adds `bb`, leaves `c`.
    private void changeEverything() {
        store().put(utf8("a"), utf8("9"));
        store().delete(utf8("b"));
        store().put(utf8("bb"), utf8("9"));
    }
}
