package dev.cairn.compaction.store;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who began to read before a merge goes on reading what was there then, for as long as he likes.
@Tag("3.10")
final class CursorAcrossMergesTest {
    private static final int ROWS = 40;
    private static final int MERGES = 25;

    private final LsmPlace place = LsmPlace.emptyForLong();

    @ParameterizedTest
    @EnumSource(Engines.Strategy.class)
    void a_cursor_and_a_snapshot_see_the_same_rows_across_many_merges(Engines.Strategy strategy) {
        try (LsmStore store = place.open(Engines.small(strategy))) {
            write(store, 0);
            List<String> before = LsmPlace.rows(store);
            Snapshot snapshot = store.snapshot();
            Cursor cursor = store.scan(KeyRange.all());
            List<String> pinned = store.files();
            List<String> seen = new ArrayList<>();
            for (int round = 1; store.stats().compactions().merges() < MERGES; round++) {
                write(store, round);
                seen.addAll(next(cursor));
                assertThat(LsmPlace.rows(snapshot))
                        .as("rows of the snapshot, round %s", round)
                        .isEqualTo(before);
                Soundness.requireTables(place.disk(), pinned);
            }
            while (cursor.next()) {
                seen.add(row(cursor));
            }
            assertThat(seen).as("rows of a cursor that was open meanwhile").isEqualTo(before);
            cursor.close();
            Soundness.requireTables(place.disk(), List.of());
            assertThat(LsmPlace.rows(snapshot)).as("rows of the snapshot").isEqualTo(before);
            snapshot.close();
        }
    }

    /// Overwrites every row, deletes every third, flushes, and lets all merges end.
    private void write(LsmStore store, int round) {
        for (int i = 0; i < ROWS; i++) {
            if (i % 3 == round % 3 && round > 0) {
                place.await(store.submitWrite(
                        WriteBatch.builder().delete(utf8("row" + (100 + i))).build()));
            } else {
                place.await(LsmPlace.submitPut(store, "row" + (100 + i), utf8("round " + round)));
            }
        }
        place.flush(store);
        place.world().runUntilIdle();
    }

    private static List<String> next(Cursor cursor) {
        return cursor.next() ? List.of(row(cursor)) : List.of();
    }

    private static String row(Cursor cursor) {
        return cursor.key().toUtf8() + "=" + cursor.value().toUtf8();
    }
}
