package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who goes along a list while somebody inserts meets all that was there before.
@Tag("2.2")
final class SkipListThreadsTest {
    private static final int KEYS = 40;
    private static final int ROUNDS = 20_000;

    private final AtomicReference<Round> current = new AtomicReference<>(new Round(0));
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void what_was_inserted_is_met_while_more_is_inserted() throws InterruptedException {
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                current.get().goAlong(failure);
            }
        });
        try {
            for (int i = 1; i <= ROUNDS && failure.get().isEmpty(); i++) {
                Round round = new Round(i);
                current.set(round);
                round.insertAll();
            }
        } finally {
            isOver.set(true);
            reader.join();
        }
        assertThat(failure.get()).as("what a reader misses").isEmpty();
    }

    /// A list that one thread fills. Thread-safe for one that inserts.
    private static final class Round {
        private final SkipList list;
        private final AtomicInteger inserted = new AtomicInteger();

        Round(long seed) {
            list = new SkipList(new SplittableRandom(seed));
        }

        /// Neighbours come at different times.
        void insertAll() {
            for (int i = 0; i < KEYS; i++) {
                list.insert(HandMadeList.key(Integer.toString(100 + i * 17 % KEYS), 5), Bytes.EMPTY);
                inserted.set(i + 1);
            }
        }

        void goAlong(AtomicReference<String> failure) {
            int expected = inserted.get();
            int met = 0;
            for (int node = list.first(); node != SkipList.NONE; node = list.next(node)) {
                met++;
            }
            if (met < expected) {
                failure.set("%s nodes had been inserted, and level 0 ended behind %s".formatted(expected, met));
            }
        }
    }
}
