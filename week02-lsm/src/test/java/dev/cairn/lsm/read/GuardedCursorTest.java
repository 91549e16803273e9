package dev.cairn.lsm.read;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import java.lang.reflect.Proxy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Cursors after a failure, and after their store.
@Tag("2.13")
final class GuardedCursorTest {
    private final ReadPlace place = new ReadPlace();
    private boolean isClosed;

    // ---- after a move that failed

    @Test
    void after_a_step_that_failed_a_cursor_stands_nowhere_and_says_so() {
        try (Cursor rows = failedBehindB()) {
            assertThat(rows.isOnRow()).as("on a row, after next failed").isFalse();
            requireMissing(rows::key);
            requireMissing(rows::value);
            requireMissing(rows::next);
            requireMissing(rows::previous);
        }
    }

    @Test
    void a_cursor_that_has_failed_is_put_somewhere_again_by_a_seek() {
        try (Cursor rows = failedBehindB()) {
            assertThat(rows.seek(utf8("b"))).isTrue();
            assertThat(rows.isOnRow()).isTrue();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.key()).isEqualTo(utf8("a"));
        }
    }

    @Test
    void a_seek_that_fails_as_well_leaves_it_nowhere() {
        try (Cursor rows = failedBehindB()) {
            requireMissing(rows::last);
            requireMissing(() -> rows.seek(utf8("d")));
            requireMissing(rows::previous);
            assertThat(rows.first()).isTrue();
            assertThat(rows.key()).isEqualTo(utf8("a"));
        }
    }

    @Test
    void an_error_of_the_machine_loses_the_place_too() {
        Cursor broken = new GuardedCursor(throwing(new StackOverflowError()), this::requireOpen);
        assertThatThrownBy(broken::next).isInstanceOf(StackOverflowError.class);
        assertThat(broken.isOnRow()).isFalse();
        assertThatThrownBy(broken::previous).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void memory_that_cannot_be_reached_is_a_failure_of_the_store() {
        Cursor broken = new GuardedCursor(throwing(new InternalError("a fault occurred")), this::requireOpen);
        assertThatThrownBy(broken::next).isInstanceOf(StoreException.Failed.class);
        assertThatThrownBy(broken::first).isInstanceOf(StoreException.Failed.class);
    }

    // ---- after the store

    @Test
    void a_cursor_of_a_closed_store_is_closed_wherever_its_rows_are() {
        place.write("a@1=1", "b@2=2");
        Cursor rows = open();
        assertThat(rows.next()).isTrue();
        isClosed = true;
        requireClosed(rows::next);
        requireClosed(rows::previous);
        requireClosed(rows::first);
        requireClosed(rows::last);
        requireClosed(() -> rows.seek(utf8("a")));
        requireClosed(rows::key);
        requireClosed(rows::value);
        rows.close();
        assertThat(place.held()).as("versions held").isZero();
    }

    /// Stood on `b`, and has failed on its way to `d`, whose table is missing. `a`, `c` and `e` are in memory.
    private Cursor failedBehindB() {
        place.write("a@1=1", "c@3=3", "e@5=5");
        place.addTable(1, 5, "b@2=2");
        place.addTable(1, 6, "d@4=4");
        place.deleteFile(6);
        Cursor rows = open();
        assertThat(rows.seek(utf8("b"))).isTrue();
        requireMissing(rows::next);
        return rows;
    }

    private Cursor open() {
        return new GuardedCursor(place.reads().scan(KeyRange.all(), () -> 9), this::requireOpen);
    }

    private void requireOpen() {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
    }

    /// Rows that fail with `error` whatever is asked of them, and stand on a row.
    private static Cursor throwing(Error error) {
        return (Cursor)
                Proxy.newProxyInstance(Cursor.class.getClassLoader(), new Class<?>[] {Cursor.class}, (_, method, _) -> {
                    if (method.getName().equals("isOnRow")) {
                        return true;
                    }
                    throw error;
                });
    }

    private static void requireMissing(ThrowingCallable move) {
        assertThatThrownBy(move).isInstanceOf(StoreException.Corrupt.class).hasMessageContaining("db/000006.sst");
    }

    private static void requireClosed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreException.Closed.class);
    }
}
