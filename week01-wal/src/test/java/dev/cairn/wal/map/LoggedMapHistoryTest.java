package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/// Any history of writes, checkpoints, clean ends and sudden deaths leaves the rows of a model that went through
/// the same.
@Tag("1.12")
final class LoggedMapHistoryTest {
    /// One step of a history, with a key and the length of a value, which not every kind needs.
    record Step(Kind kind, Bytes key, int valueBytes) {
        Bytes value() {
            return LogFile.payload(valueBytes, valueBytes);
        }

        @Override
        public String toString() {
            return kind + " " + key.toHex() + " " + valueBytes;
        }
    }

    enum Kind {
        PUT,
        DELETE,
        BATCH,
        COMPARE_AND_SET,
        CHECKPOINT,
        LET_TIME_PASS,
        CLOSE,
        KILL
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void under_always(@ForAll("histories") List<Step> history) {
        new Life(SyncPolicy.always()).goThrough(history);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void under_never(@ForAll("histories") List<Step> history) {
        new Life(SyncPolicy.never()).goThrough(history);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void under_every(@ForAll("histories") List<Step> history) {
        new Life(MapPlace.EVERY).goThrough(history);
    }

    /// A store in small segments, and the model.
    private static final class Life {
        private final LoggedMapOptions options;
        private final TreeMap<Bytes, Bytes> model = new TreeMap<>();
        private MapPlace place = MapPlace.empty();
        private LoggedMapStore store;

        Life(SyncPolicy policy) {
            options = MapPlace.OPTIONS
                    .withSync(policy)
                    .withLog(new LogOptions(2_000, 1_000))
                    .withCheckpointLogBytes(9_000);
            store = place.open(options);
        }

        void goThrough(List<Step> history) {
            history.forEach(this::take);
            assertIsModel();
            die();
            assertIsModel();
        }

        private void take(Step step) {
            switch (step.kind()) {
                case PUT -> put(step);
                case DELETE -> delete(step);
                case BATCH -> batch(step);
                case COMPARE_AND_SET -> compareAndSet(step);
                case CHECKPOINT -> beginCheckpoint();
                case LET_TIME_PASS -> place.world().advance(Duration.ofNanos(200_000));
                case CLOSE -> {
                    store.close();
                    store = place.open(options);
                }
                case KILL -> die();
            }
        }

        /// Begins one and no more; its steps come with time. Nothing here may wait for what only the world can do.
        private void beginCheckpoint() {
            var _ = store.submitCheckpoint();
            place.world().advance(Duration.ofNanos(100_001));
        }

        private void put(Step step) {
            store.put(step.key(), step.value());
            model.put(step.key(), step.value());
        }

        private void delete(Step step) {
            store.delete(step.key());
            model.remove(step.key());
        }

        private void batch(Step step) {
            Bytes second = step.key().concat(step.key());
            store.write(WriteBatch.builder()
                    .delete(step.key())
                    .put(second, step.value())
                    .build());
            model.remove(step.key());
            model.put(second, step.value());
        }

        private void compareAndSet(Step step) {
            Optional<Bytes> expected = step.valueBytes() % 2 == 0 ? Optional.empty() : Optional.of(step.value());
            boolean holds = Optional.ofNullable(model.get(step.key())).equals(expected);
            assertThat(store.compareAndSet(step.key(), expected, Optional.of(Bytes.EMPTY)))
                    .isEqualTo(holds);
            if (holds) {
                model.put(step.key(), Bytes.EMPTY);
            }
        }

        private void die() {
            place = place.afterKill();
            store = place.open(options);
        }

        private void assertIsModel() {
            assertThat(store.stats().rows()).isEqualTo(model.size());
            model.forEach((key, value) -> assertThat(store.get(key)).contains(value));
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.PUT),
                Tuple.of(2, Kind.DELETE),
                Tuple.of(2, Kind.BATCH),
                Tuple.of(2, Kind.COMPARE_AND_SET),
                Tuple.of(1, Kind.CHECKPOINT),
                Tuple.of(3, Kind.LET_TIME_PASS),
                Tuple.of(1, Kind.CLOSE),
                Tuple.of(1, Kind.KILL));
        Arbitrary<Bytes> keys = Arbitraries.bytes().between((byte) 0, (byte) 9).map(Bytes::copyOf);
        return Combinators.combine(kinds, keys, Arbitraries.integers().between(0, 1_200))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
