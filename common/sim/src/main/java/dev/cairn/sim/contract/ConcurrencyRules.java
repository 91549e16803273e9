package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.sim.contract.StoreUnderTest.row;
import static dev.cairn.sim.contract.StoreUnderTest.rowsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Many threads at once. Each rule is tried [StoreUnderTest#rounds] times; none depends on how fast anything is.
public interface ConcurrencyRules extends StoreUnderTest {
    /// How many threads race.
    int RACERS = 4;

    /// How many reads at least go on beside writes, however slow the machine is.
    int READS_MIN = 30;

    @Test
    default void a_batch_is_seen_whole_by_two_reads_in_either_order() {
        assumeSnapshots();
        assumeNewestReads();
        whileTwinsAreWritten(() -> {
            assertThat(number(store(), "left")).isLessThanOrEqualTo(number(store(), "right"));
            assertThat(number(store(), "right")).isLessThanOrEqualTo(number(store(), "left"));
        });
    }

    @Test
    default void a_batch_is_seen_whole_by_a_snapshot() {
        assumeSnapshots();
        whileTwinsAreWritten(() -> {
            try (Snapshot snapshot = store().snapshot()) {
                assertThat(number(snapshot, "left")).isEqualTo(number(snapshot, "right"));
            }
        });
    }

    @Test
    default void a_batch_is_seen_whole_by_a_scan() {
        assumeSnapshots();
        whileTwinsAreWritten(() -> {
            List<String> rows = rowsOf(store(), KeyRange.all());
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().substring("left=".length()))
                    .isEqualTo(rows.getLast().substring("right=".length()));
        });
    }

    @Test
    default void a_reader_never_sees_a_value_go_back() {
        assumeNewestReads();
        AtomicInteger newestRead = new AtomicInteger();
        whileTwinsAreWritten(() -> {
            int read = number(store(), "left");
            assertThat(read).isGreaterThanOrEqualTo(newestRead.get());
            newestRead.set(read);
        });
    }

    @Test
    default void one_of_racing_threads_wins_an_absent_key() {
        assumeComparesAndSets();
        for (int round = 0; round < rounds(); round++) {
            Bytes key = utf8("prize " + round);
            List<Bytes> winners = new ArrayList<>();
            race(racer -> {
                Bytes mine = utf8("racer " + racer);
                if (store().compareAndSet(key, Optional.empty(), Optional.of(mine))) {
                    synchronized (winners) {
                        winners.add(mine);
                    }
                }
            });
            assertThat(winners).as("winners of round %s", round).hasSize(1);
            assertHolds(key, winners.getFirst());
        }
    }

    @Test
    default void no_increment_by_compare_and_set_is_lost() {
        assumeComparesAndSets();
        assumeNewestReads();
        int each = rounds() / RACERS;
        store().put(utf8("counter"), utf8("0"));
        race(_ -> {
            for (int done = 0; done < each; done++) {
                increment(utf8("counter"));
            }
        });
        assertHolds(utf8("counter"), utf8(Integer.toString(each * RACERS)));
    }

    @Test
    default void writers_of_different_keys_do_not_disturb_each_other() {
        List<Map<Bytes, Bytes>> models = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            models.add(new TreeMap<>());
        }
        race(racer -> writeAtRandom(racer, models.get(racer)));
        Map<Bytes, Bytes> all = new TreeMap<>();
        models.forEach(all::putAll);
        assertRows(
                KeyRange.all(),
                all.entrySet().stream()
                        .map(row -> row(row.getKey(), row.getValue()))
                        .toArray(String[]::new));
    }

    @Test
    default void scans_beside_writers_are_in_order_and_without_doubles() {
        AtomicBoolean written = new AtomicBoolean();
        Runnable writer = () -> writeAtRandom(0, new TreeMap<>());
        Runnable reader = () -> {
            do {
                assertThat(keysOf(store())).isSorted().doesNotHaveDuplicates();
            } while (!written.get());
        };
        Race.run(List.of(andThen(writer, () -> written.set(true)), reader));
    }

    private static List<Bytes> keysOf(ReadView view) {
        List<Bytes> keys = new ArrayList<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                keys.add(cursor.key());
            }
        }
        return keys;
    }

    /// Runs one thread per racer, each with its number.
    private static void race(Racer body) {
        List<Runnable> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            int number = racer;
            racers.add(() -> body.run(number));
        }
        Race.run(racers);
    }

    /// Writes `left` and `right` to ever higher, always equal numbers, one batch each time, while `read` runs again
    /// and again on another thread: until there were enough of both.
    private void whileTwinsAreWritten(Runnable read) {
        writeTwins(0);
        settled(() -> assertThat(rowsOf(store(), KeyRange.all())).hasSize(2));
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean written = new AtomicBoolean();
        Runnable writer = () -> {
            for (int number = 1; number <= rounds() || reads.get() < READS_MIN; number++) {
                writeTwins(number);
            }
        };
        Runnable reader = () -> {
            do {
                read.run();
                reads.incrementAndGet();
            } while (!written.get());
        };
        Race.run(List.of(andThen(writer, () -> written.set(true)), andThen(reader, () -> reads.set(READS_MIN))));
    }

    /// Runs `first`, and `last` whether it failed or not.
    private static Runnable andThen(Runnable first, Runnable last) {
        return () -> {
            try {
                first.run();
            } finally {
                last.run();
            }
        };
    }

    private void writeTwins(int number) {
        Bytes value = utf8(Integer.toString(number));
        store().write(WriteBatch.builder()
                .put(utf8("left"), value)
                .put(utf8("right"), value)
                .build());
    }

    private static int number(ReadView view, String key) {
        return Integer.parseInt(view.get(utf8(key)).orElseThrow().toUtf8());
    }

    /// Adds one. A try fails only if another racer's came between, and there are no more of those than rounds.
    private void increment(Bytes counter) {
        for (int tried = 0; tried <= rounds(); tried++) {
            Bytes now = store().get(counter).orElseThrow();
            Bytes more = utf8(Integer.toString(Integer.parseInt(now.toUtf8()) + 1));
            if (store().compareAndSet(counter, Optional.of(now), Optional.of(more))) {
                return;
            }
        }
        throw new AssertionError("compareAndSet failed more often than others can have succeeded");
    }

    /// Puts and deletes keys of this racer alone, in the store and in `model`, and reads its own writes.
    private void writeAtRandom(int racer, Map<Bytes, Bytes> model) {
        SplittableRandom random = new SplittableRandom(racer);
        for (int round = 0; round < rounds(); round++) {
            Bytes key = utf8("racer " + racer + " key " + random.nextInt(30));
            if (random.nextInt(3) == 0) {
                store().delete(key);
                model.remove(key);
            } else {
                Bytes value = utf8("round " + round);
                store().put(key, value);
                model.put(key, value);
            }
            settled(() -> assertThat(store().get(key)).isEqualTo(Optional.ofNullable(model.get(key))));
        }
    }

    /// What one racing thread does.
    @FunctionalInterface
    interface Racer {
        /// Runs as the racer with this number, from 0.
        void run(int racer);
    }
}
