package dev.cairn.sim.contract.threads;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Far more threads than cores on one store, beside others that only burn time, so that a thread is set aside at
/// every place in turn.
///
/// Each writer puts rows of its own, and after each row counts with a counter that it shares with a few others. Two
/// readers see to it meanwhile that what is counted never becomes less, and is never more than what is there.
///
/// Immutable.
///
/// @param writers how many threads write
/// @param writesEach how many rows each of them puts
/// @param paddingBytes how much longer than a short text the values are
public record StarvedMachine(int writers, int writesEach, int paddingBytes) {
    /// The first bytes of every counter's key.
    public static final Bytes COUNTER = utf8("counter");

    /// How many writers count with one counter: the more, the more often each must try again.
    private static final int WRITERS_PER_COUNTER = 4;

    /// Writes everything into `store`, which is empty, and fails if something is lost, doubled or left waiting.
    ///
    /// The readers are platform threads: virtual ones that never block would keep all carriers to themselves.
    ///
    /// @param kind what threads the writers are
    public void write(KeyValueStore store, Thread.Builder kind) throws Exception {
        AtomicInteger left = new AtomicInteger(writers);
        new Crowd()
                .with(kind, writers, writer -> {
                    try {
                        writeAndCount(store, writer);
                    } finally {
                        left.decrementAndGet();
                    }
                })
                .with(2, _ -> readWhile(store, left))
                .with(Runtime.getRuntime().availableProcessors(), _ -> {
                    while (left.get() > 0) {
                        Thread.onSpinWait();
                    }
                })
                .run();
        requireAllIn(store);
    }

    /// Fails unless `store` holds all that was written.
    public void requireAllIn(KeyValueStore store) {
        assertThat(counted(store)).isEqualTo(writers * writesEach);
        for (int writer = 0; writer < writers; writer++) {
            for (int each = 0; each < writesEach; each++) {
                assertThat(store.get(key(writer, each))).contains(value(each));
            }
        }
    }

    private void writeAndCount(KeyValueStore store, int writer) {
        Bytes counter = COUNTER.concat(utf8(" " + writer / WRITERS_PER_COUNTER));
        for (int each = 0; each < writesEach; each++) {
            store.put(key(writer, each), value(each));
            boolean isCounted = false;
            while (!isCounted) {
                Optional<Bytes> now = store.get(counter);
                Bytes more = utf8(Integer.toString(number(now) + 1));
                isCounted = store.compareAndSet(counter, now, Optional.of(more));
            }
            assertThat(store.get(key(writer, each))).contains(value(each));
        }
    }

    private static void readWhile(KeyValueStore store, AtomicInteger left) {
        int highest = 0;
        while (left.get() > 0) {
            int counted = counted(store);
            assertThat(counted).isGreaterThanOrEqualTo(highest);
            highest = counted;
            Thread.onSpinWait();
        }
    }

    /// The sum of all counters, which is at most the number of other rows.
    private static int counted(KeyValueStore store) {
        int counted = 0;
        int others = 0;
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                boolean isCounter = cursor.key().startsWith(COUNTER);
                counted += isCounter ? number(Optional.of(cursor.value())) : 0;
                others += isCounter ? 0 : 1;
            }
        }
        assertThat(counted).isLessThanOrEqualTo(others);
        return counted;
    }

    private static Bytes key(int writer, int each) {
        return utf8(writer + "/" + each);
    }

    private Bytes value(int each) {
        return utf8("value " + each + "-".repeat(paddingBytes));
    }

    private static int number(Optional<Bytes> count) {
        return count.map(digits -> Integer.parseInt(digits.toUtf8())).orElse(0);
    }
}
