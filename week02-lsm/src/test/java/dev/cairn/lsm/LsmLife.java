package dev.cairn.lsm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A store in a world, and beside it a sorted map that goes through the same. Both must always answer the same.
///
/// Writes are submitted and awaited, so that a write may wait for a flush, which is an event of the world as
/// well.
///
/// Confined to one thread.
public final class LsmLife {
    private static final int OPEN_MAX = 3;
    private static final int MOVES = 12;
    private static final int KEYS = 300;

    private static final Map<Kind, Integer> OFTEN = Map.ofEntries(
            Map.entry(Kind.PUT, 400),
            Map.entry(Kind.DELETE, 120),
            Map.entry(Kind.BATCH, 80),
            Map.entry(Kind.COMPARE_AND_SET, 80),
            Map.entry(Kind.GET, 200),
            Map.entry(Kind.SCAN, 12),
            Map.entry(Kind.FLUSH, 4),
            Map.entry(Kind.LET_TIME_PASS, 40),
            Map.entry(Kind.TAKE_SNAPSHOT, 4),
            Map.entry(Kind.OPEN_CURSOR, 10),
            Map.entry(Kind.MOVE_CURSOR, 60),
            Map.entry(Kind.CLOSE, 1),
            Map.entry(Kind.KILL, 1));
    private static final int WEIGHT =
            OFTEN.values().stream().mapToInt(often -> often).sum();

    private final LsmOptions options;
    private final MemoryStore model = new MemoryStore();
    private final List<Pair<Snapshot>> snapshots = new ArrayList<>();
    private final List<Pair<Cursor>> cursors = new ArrayList<>();
    private LsmPlace place;
    private LsmStore store;

    /// What can happen.
    public enum Kind {
        PUT,
        DELETE,
        BATCH,
        COMPARE_AND_SET,
        GET,
        SCAN,
        FLUSH,
        LET_TIME_PASS,
        TAKE_SNAPSHOT,
        OPEN_CURSOR,
        MOVE_CURSOR,
        CLOSE,
        KILL
    }

    /// One step, with a key and a number, which not every kind needs.
    public record Step(Kind kind, Bytes key, int number) {
        private static final int VALUE_BYTES_MAX = 300;

        /// A value that is unlike most others.
        Bytes value() {
            byte[] bytes = new byte[number % VALUE_BYTES_MAX];
            Arrays.fill(bytes, (byte) number);
            return Bytes.wrap(bytes);
        }

        /// Any step, on one of a few hundred keys.
        public static Step draw(SplittableRandom random) {
            int drawn = random.nextInt(WEIGHT);
            for (Kind kind : Kind.values()) {
                drawn -= OFTEN.getOrDefault(kind, 0);
                if (drawn < 0) {
                    int key = random.nextInt(KEYS);
                    return new Step(kind, Bytes.copyOf((byte) (key >> 4), (byte) key), random.nextInt(1 << 16));
                }
            }
            throw new AssertionError("no kind drawn");
        }

        @Override
        public String toString() {
            return kind + " " + key.toHex() + " " + number;
        }
    }

    /// The same thing on both sides.
    private record Pair<T>(T real, T model) {
        void each(Consumer<T> call) {
            call.accept(real);
            call.accept(model);
        }
    }

    /// A new store in `place`.
    public LsmLife(LsmPlace place, LsmOptions options) {
        this.place = place;
        this.options = options;
        store = place.open(options);
    }

    /// What the store says of itself.
    public LsmStats stats() {
        return store.stats();
    }

    /// The store as it is open now.
    public LsmStore store() {
        return store;
    }

    /// Where it lives now.
    public LsmPlace place() {
        return place;
    }

    /// Whether nobody holds a snapshot or a cursor.
    public boolean isUnread() {
        return snapshots.isEmpty() && cursors.isEmpty();
    }

    /// Lets go of all snapshots and cursors.
    public void letGo() {
        closeAllOpened();
    }

    /// Takes one step, and compares what both sides answer.
    public void take(Step step) {
        switch (step.kind()) {
            case PUT -> write(WriteBatch.builder().put(step.key(), step.value()).build());
            case DELETE -> write(WriteBatch.builder().delete(step.key()).build());
            case BATCH -> write(batch(step));
            case COMPARE_AND_SET -> compareAndSet(step);
            case GET -> get(step);
            case SCAN -> compareRows(view(step.number()), range(step), step.number() % 2 == 0);
            case FLUSH -> {
                var _ = store.submitFlush();
            }
            case LET_TIME_PASS -> place.world().advance(Duration.ofNanos(1_000L * step.number()));
            case TAKE_SNAPSHOT -> keep(snapshots, new Pair<>(store.snapshot(), model.snapshot()), Snapshot::close);
            case OPEN_CURSOR -> openCursor(step);
            case MOVE_CURSOR -> moveCursor(step);
            case CLOSE -> reopen();
            case KILL -> die();
        }
    }

    /// Compares all rows.
    public void compare() {
        compareRows(new Pair<>(store, model), KeyRange.all(), false);
    }

    /// Compares everything, then everything that is left after a sudden death.
    public void end() {
        compareRows(new Pair<>(store, model), KeyRange.all(), false);
        compareRows(new Pair<>(store, model), KeyRange.all(), true);
        snapshots.forEach(pair -> compareRows(pair, KeyRange.all(), false));
        die();
        compareRows(new Pair<>(store, model), KeyRange.all(), false);
        store.close();
    }

    private void write(WriteBatch batch) {
        place.await(store.submitWrite(batch));
        model.write(batch);
    }

    private static WriteBatch batch(Step step) {
        Bytes twice = step.key().concat(step.key());
        return WriteBatch.builder()
                .put(step.key(), step.value())
                .delete(step.key())
                .put(twice, step.value())
                .put(twice, Bytes.EMPTY)
                .build();
    }

    private void compareAndSet(Step step) {
        Optional<Bytes> expected = step.number() % 3 == 0 ? Optional.empty() : model.get(step.key());
        Optional<Bytes> replacement = step.number() % 5 == 0 ? Optional.empty() : Optional.of(step.value());
        assertThat(place.await(store.submitCompareAndSet(step.key(), expected, replacement)))
                .isEqualTo(model.compareAndSet(step.key(), expected, replacement));
    }

    private void get(Step step) {
        Pair<ReadView> views = view(step.number());
        assertThat(views.real().get(step.key())).isEqualTo(views.model().get(step.key()));
    }

    private void openCursor(Step step) {
        Pair<ReadView> views = view(step.number());
        KeyRange range = range(step);
        keep(cursors, new Pair<>(views.real().scan(range), views.model().scan(range)), Cursor::close);
    }

    /// Moves one cursor about, now this way, now that.
    private void moveCursor(Step step) {
        if (cursors.isEmpty()) {
            return;
        }
        Pair<Cursor> pair = cursors.get(step.number() % cursors.size());
        for (int move = 0; move < 1 + step.number() % MOVES; move++) {
            int direction = step.number() >> move;
            boolean isOn = moved(pair.model(), step.key(), direction);
            assertThat(moved(pair.real(), step.key(), direction)).isEqualTo(isOn);
            if (isOn) {
                assertThat(pair.real().key()).isEqualTo(pair.model().key());
                assertThat(pair.real().value()).isEqualTo(pair.model().value());
            }
        }
    }

    private static boolean moved(Cursor cursor, Bytes key, int direction) {
        return switch (direction % 16) {
            case 0 -> cursor.first();
            case 1 -> cursor.last();
            case 2, 3 -> cursor.seek(key);
            default -> direction % 2 == 0 ? cursor.next() : cursor.previous();
        };
    }

    /// A flush may have been submitted just now, and closing waits for its turn, which is an event of the world.
    private void reopen() {
        closeAllOpened();
        place.await(store.submitWrite(WriteBatch.builder().build()));
        store.close();
        store = place.open(options);
    }

    private void die() {
        cursors.clear();
        snapshots.clear();
        place = place.afterKill();
        store = place.open(options);
    }

    private void closeAllOpened() {
        cursors.forEach(pair -> pair.each(Cursor::close));
        cursors.clear();
        snapshots.forEach(pair -> pair.each(Snapshot::close));
        snapshots.clear();
    }

    /// The store, or one of the snapshots.
    private Pair<ReadView> view(int number) {
        int chosen = number % (snapshots.size() + 1);
        return chosen == 0
                ? new Pair<>(store, model)
                : new Pair<>(
                        snapshots.get(chosen - 1).real(),
                        snapshots.get(chosen - 1).model());
    }

    private static KeyRange range(Step step) {
        return switch (step.number() % 4) {
            case 0 -> KeyRange.all();
            case 1 -> KeyRange.from(step.key());
            case 2 -> KeyRange.to(step.key());
            default -> KeyRange.prefix(step.key());
        };
    }

    private static void compareRows(Pair<? extends ReadView> views, KeyRange range, boolean isBackwards) {
        try (Cursor real = views.real().scan(range);
                Cursor expected = views.model().scan(range)) {
            boolean isOn = isBackwards ? expected.last() : expected.first();
            assertThat(isBackwards ? real.last() : real.first()).isEqualTo(isOn);
            while (isOn) {
                requireSameRow(real, expected);
                isOn = isBackwards ? expected.previous() : expected.next();
                assertThat(isBackwards ? real.previous() : real.next()).isEqualTo(isOn);
            }
        }
    }

    /// Millions of rows are compared, most of them equal.
    private static void requireSameRow(Cursor real, Cursor expected) {
        if (!Objects.equals(real.key(), expected.key()) || !Objects.equals(real.value(), expected.value())) {
            assertThat(real.key() + "=" + real.value()).isEqualTo(expected.key() + "=" + expected.value());
        }
    }

    private static <T> void keep(List<Pair<T>> open, Pair<T> pair, Consumer<T> close) {
        open.add(pair);
        if (open.size() > OPEN_MAX) {
            open.removeFirst().each(close);
        }
    }
}
