package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.Scratch;
import dev.cairn.wal.commit.Crowd;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Far more threads than cores on a real disk, beside others that only burn time, so that a thread is set aside at
/// every place in turn.
@Tag("full")
class StarvedMachineTest {
    private static final int ROUNDS = 6;
    private static final int WRITES_EACH = 25;

    /// How many writers count with one counter: the more, the more often each must try again.
    private static final int WRITERS_PER_COUNTER = 4;

    @ParameterizedTest
    @CsvSource({
        "always,     24,  false", "always,     200, true",
        "every=1ms,  24,  false", "every=1ms,  200, true",
        "never,      24,  false", "never,      200, true"
    })
    void nothing_is_lost_doubled_or_left_waiting(String sync, int writers, boolean virtual) throws Exception {
        LoggedMapOptions options = LoggedMapOptions.DEFAULT
                .withSync(SyncPolicy.parse(sync))
                .withLog(new LogOptions(64 * 1024, 64 * 1024))
                .withCommit(new GroupCommitOptions(7, 1 << 20, Duration.ZERO, 10_000))
                .withCheckpointLogBytes(16 * 1024);
        for (int round = 0; round < ROUNDS; round++) {
            try (Scratch scratch = Scratch.open();
                    Env env = Env.real(2)) {
                try (LoggedMapStore store = LoggedMapStore.open(scratch.disk("db"), options, env)) {
                    writeStarved(store, writers, virtual);
                    assertHoldsAll(store, writers);
                    assertThat(store.stats().commits().batches()).isEqualTo(2L * writers * WRITES_EACH);
                }
                try (LoggedMapStore reopened = LoggedMapStore.open(scratch.disk("db"), options, env)) {
                    assertHoldsAll(reopened, writers);
                }
            }
        }
    }

    /// The readers are platform threads: virtual ones that never block would keep all carriers to themselves.
    private static void writeStarved(LoggedMapStore store, int writers, boolean virtual) throws Exception {
        AtomicInteger left = new AtomicInteger(writers);
        new Crowd()
                .with(virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon(), writers, writer -> {
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
    }

    private static void writeAndCount(LoggedMapStore store, int writer) {
        Bytes counter = utf8("counter " + writer / WRITERS_PER_COUNTER);
        for (int each = 0; each < WRITES_EACH; each++) {
            store.put(key(writer, each), utf8("value " + each));
            boolean isCounted = false;
            while (!isCounted) {
                Optional<Bytes> now = store.get(counter);
                Bytes more = utf8(Integer.toString(number(now) + 1));
                isCounted = store.compareAndSet(counter, now, Optional.of(more));
            }
            assertThat(store.get(key(writer, each))).contains(utf8("value " + each));
        }
    }

    /// What is counted never becomes less, and is never more than what is there.
    private static void readWhile(LoggedMapStore store, AtomicInteger left) {
        int highest = 0;
        while (left.get() > 0) {
            int counted = counted(store);
            assertThat(counted).isGreaterThanOrEqualTo(highest);
            highest = counted;
            Thread.onSpinWait();
        }
    }

    /// The sum of all counters, which is at most the number of other rows.
    private static int counted(LoggedMapStore store) {
        int counted = 0;
        int others = 0;
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                boolean isCounter = cursor.key().startsWith(utf8("counter"));
                counted += isCounter ? number(Optional.of(cursor.value())) : 0;
                others += isCounter ? 0 : 1;
            }
        }
        assertThat(counted).isLessThanOrEqualTo(others);
        return counted;
    }

    private static void assertHoldsAll(LoggedMapStore store, int writers) {
        assertThat(counted(store)).isEqualTo(writers * WRITES_EACH);
        for (int writer = 0; writer < writers; writer++) {
            for (int each = 0; each < WRITES_EACH; each++) {
                assertThat(store.get(key(writer, each))).contains(utf8("value " + each));
            }
        }
    }

    private static Bytes key(int writer, int each) {
        return utf8(writer + "/" + each);
    }

    private static int number(Optional<Bytes> count) {
        return count.map(digits -> Integer.parseInt(digits.toUtf8())).orElse(0);
    }
}
