package dev.cairn.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.sim.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A store and its model, the snapshots and cursors opened from both, and the assertion after each step that all
/// answers are the same.
///
/// Confined to one thread.
final class SideBySide implements AutoCloseable {
    private static final int OPEN_MAX = 4;

    private final StorePlace place;
    private final StorePromises promises;
    private final Supplier<KeyValueStore> models;
    private final List<Pair<Snapshot>> snapshots = new ArrayList<>();
    private final List<Pair<Cursor>> cursors = new ArrayList<>();
    private Pair<KeyValueStore> stores;

    /// Opens the store of an empty place beside an empty model.
    SideBySide(StorePlace place, StorePromises promises, Supplier<KeyValueStore> models) {
        this.place = place;
        this.promises = promises;
        this.models = models;
        stores = new Pair<>(place.open(), models.get());
    }

    /// Does one step on both sides.
    void perform(Step step) {
        switch (step) {
            case Step.Write write -> stores.each(store -> store.write(write.batch()));
            case Step.CompareAndSet change -> compareAndSet(change);
            case Step.Get get -> get(get);
            case Step.Scan scan -> scan(scan);
            case Step.TakeSnapshot _ -> takeSnapshot();
            case Step.CloseSnapshot close -> closeSnapshot(close);
            case Step.OpenCursor open -> openCursor(open);
            case Step.Move move -> move(move);
            case Step.Reopen _ -> reopen();
        }
    }

    /// Asserts that both sides hold the same rows, read from either end.
    void compareAll() {
        compareRows(stores, KeyRange.all(), false);
        compareRows(stores, KeyRange.all(), true);
    }

    @Override
    public void close() {
        closeAllOpened();
        stores.each(KeyValueStore::close);
        place.close();
    }

    private void compareAndSet(Step.CompareAndSet change) {
        boolean expected = stores.model().compareAndSet(change.key(), change.expected(), change.replacement());
        assertThat(stores.real().compareAndSet(change.key(), change.expected(), change.replacement()))
                .as("%s", change)
                .isEqualTo(expected);
    }

    private void get(Step.Get get) {
        Pair<ReadView> views = view(get.view());
        assertThat(views.real().get(get.key()))
                .as("%s", get)
                .isEqualTo(views.model().get(get.key()));
    }

    private void scan(Step.Scan scan) {
        compareRows(view(scan.view()), scan.range(), scan.backwards());
    }

    private void takeSnapshot() {
        keep(snapshots, new Pair<>(stores.real().snapshot(), stores.model().snapshot()), Snapshot::close);
    }

    private void closeSnapshot(Step.CloseSnapshot close) {
        if (!snapshots.isEmpty()) {
            snapshots.remove(close.snapshot() % snapshots.size()).each(Snapshot::close);
        }
    }

    private void openCursor(Step.OpenCursor open) {
        Pair<ReadView> views = view(open.view());
        keep(cursors, new Pair<>(views.real().scan(open.range()), views.model().scan(open.range())), Cursor::close);
    }

    private void move(Step.Move move) {
        if (cursors.isEmpty()) {
            return;
        }
        Pair<Cursor> pair = cursors.get(move.cursor() % cursors.size());
        boolean expected = moved(pair.model(), move);
        assertThat(moved(pair.real(), move)).as("%s", move).isEqualTo(expected);
        assertThat(pair.real().isOnRow()).as("isOnRow after %s", move).isEqualTo(expected);
        if (expected) {
            assertThat(pair.real().key())
                    .as("key after %s", move)
                    .isEqualTo(pair.model().key());
            assertThat(pair.real().value())
                    .as("value after %s", move)
                    .isEqualTo(pair.model().value());
        }
    }

    private void reopen() {
        closeAllOpened();
        stores.real().close();
        boolean kept = promises.durability() == StorePromises.Durability.KEPT;
        stores = new Pair<>(place.open(), kept ? stores.model() : models.get());
    }

    private void closeAllOpened() {
        cursors.forEach(pair -> pair.each(Cursor::close));
        cursors.clear();
        snapshots.forEach(pair -> pair.each(Snapshot::close));
        snapshots.clear();
    }

    private Pair<ReadView> view(int view) {
        int chosen = view % (snapshots.size() + 1);
        return chosen == 0
                ? new Pair<>(stores.real(), stores.model())
                : new Pair<>(
                        snapshots.get(chosen - 1).real(),
                        snapshots.get(chosen - 1).model());
    }

    private static void compareRows(Pair<? extends ReadView> views, KeyRange range, boolean backwards) {
        assertThat(rows(views.real(), range, backwards))
                .as("%s over %s", backwards ? "backwards" : "forward", range)
                .isEqualTo(rows(views.model(), range, backwards));
    }

    private static List<Map.Entry<Bytes, Bytes>> rows(ReadView view, KeyRange range, boolean backwards) {
        List<Map.Entry<Bytes, Bytes>> rows = new ArrayList<>();
        try (Cursor cursor = view.scan(range)) {
            while (backwards ? (rows.isEmpty() ? cursor.last() : cursor.previous()) : cursor.next()) {
                rows.add(Map.entry(cursor.key(), cursor.value()));
                assertThat(rows.size())
                        .as("rows shown by a cursor that does not end")
                        .isLessThan(StoreUnderTest.ROWS_MAX);
            }
        }
        return rows;
    }

    private static boolean moved(Cursor cursor, Step.Move move) {
        return switch (move.direction()) {
            case FIRST -> cursor.first();
            case LAST -> cursor.last();
            case NEXT -> cursor.next();
            case PREVIOUS -> cursor.previous();
            case SEEK -> cursor.seek(move.target());
        };
    }

    private static <T> void keep(List<Pair<T>> open, Pair<T> pair, Consumer<T> close) {
        open.add(pair);
        if (open.size() > OPEN_MAX) {
            open.removeFirst().each(close);
        }
    }

    /// The same thing on both sides.
    private record Pair<T>(T real, T model) {
        void each(Consumer<T> call) {
            call.accept(real);
            call.accept(model);
        }
    }
}
