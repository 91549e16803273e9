package dev.cairn.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The store that the rules are tried on, and the few words that the rules are written in.
///
/// Confined to one thread, but for [#store], which hands out a store that is thread-safe by promise.
public interface StoreUnderTest {
    /// How often a lagging store is asked again before its answer counts.
    int ASKED_AGAIN_MAX = 10_000;

    /// More rows than any rule writes.
    int ROWS_MAX = 10_000;

    /// How long it is left alone in between.
    long PAUSE_NANOS = 100_000;

    /// A place where no store has lived yet.
    StorePlace emptyPlace();

    /// What this store promises.
    StorePromises promises();

    /// How often a rule about chance or racing threads is tried. A slow store may ask for less, a canary for more.
    default int rounds() {
        return 200;
    }

    /// The open store, empty when a test begins.
    KeyValueStore store();

    /// Closes the store cleanly and opens it again in its place.
    KeyValueStore reopen();

    /// A new store that is right by being simple, to compare with.
    KeyValueStore model();

    /// Skips the test unless the store promises one moment to each reader.
    default void assumeSnapshots() {
        assumeTrue(promises().isolation() == StorePromises.Isolation.SNAPSHOT, "promises no snapshots");
    }

    /// Skips the test unless the store promises to keep its rows when it is closed.
    default void assumeDurable() {
        assumeTrue(promises().durability() == StorePromises.Durability.KEPT, "promises no durability");
    }

    /// Skips the test unless a read sees every write acknowledged before it.
    default void assumeNewestReads() {
        assumeTrue(promises().reads() == StorePromises.Reads.NEWEST, "promises no newest reads");
    }

    /// Skips the test unless the store promises compare-and-set.
    default void assumeComparesAndSets() {
        assumeTrue(promises().comparesAndSets(), "promises no compareAndSet");
    }

    /// Asserts that a read of `key` finds `value`.
    default void assertHolds(Bytes key, Bytes value) {
        settled(() -> assertThat(store().get(key)).as("get(%s)", key).isEqualTo(Optional.of(value)));
    }

    /// Asserts that a read of `key` finds nothing.
    default void assertAbsent(Bytes key) {
        settled(() -> assertThat(store().get(key)).as("get(%s)", key).isEmpty());
    }

    /// Asserts that a scan of `range` shows exactly these rows, written as [#row] writes them.
    default void assertRows(KeyRange range, String... rows) {
        settled(() -> assertThat(rowsOf(store(), range)).as("scan(%s)", range).containsExactly(rows));
    }

    /// Runs an assertion about reads: once, or until a store that may lag has caught up.
    default void settled(Runnable assertion) {
        int askedAgainMax = promises().reads() == StorePromises.Reads.MAY_LAG ? ASKED_AGAIN_MAX : 0;
        for (int asked = 0; asked < askedAgainMax; asked++) {
            try {
                assertion.run();
                return;
            } catch (AssertionError stillBehind) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        assertion.run();
    }

    /// The rows of a range from the first to the last.
    static List<String> rowsOf(ReadView view, KeyRange range) {
        try (Cursor cursor = view.scan(range)) {
            return rest(cursor);
        }
    }

    /// The rows of a range from the last to the first.
    static List<String> rowsBackwards(ReadView view, KeyRange range) {
        try (Cursor cursor = view.scan(range)) {
            cursor.last();
            cursor.next();
            return rows(cursor, cursor::previous);
        }
    }

    /// The rows that `next` still finds.
    static List<String> rest(Cursor cursor) {
        return rows(cursor, cursor::next);
    }

    /// The rows that `step` finds until it finds none.
    private static List<String> rows(Cursor cursor, BooleanSupplier step) {
        List<String> rows = new ArrayList<>();
        while (step.getAsBoolean()) {
            rows.add(row(cursor));
            assertThat(rows.size())
                    .as("rows shown by a cursor that does not end")
                    .isLessThan(ROWS_MAX);
        }
        return rows;
    }

    /// The row a cursor stands on, as `key=value`.
    static String row(Cursor cursor) {
        return row(cursor.key(), cursor.value());
    }

    /// A row as `key=value`.
    static String row(Bytes key, Bytes value) {
        return key + "=" + value;
    }
}
