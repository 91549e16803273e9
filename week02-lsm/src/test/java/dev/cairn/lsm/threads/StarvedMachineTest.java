package dev.cairn.lsm.threads;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Far more threads than cores on a real disk, beside others that only burn time, while memtables are flushed and
/// tables merged all the time: a thread is set aside at every place in turn.
@Tag("full")
@Tag("2.14")
class StarvedMachineTest {
    private static final int ROUNDS = 4;
    private static final int WRITES_EACH = 40;
    private static final int WRITERS_PER_COUNTER = 4;

    /// Long because it only ends a test that hangs.
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"always, 24, false", "always, 24, true", "every=1ms, 24, true", "never, 24, false", "never, 100, true"})
    void nothing_is_lost_doubled_or_left_waiting(String sync, int writers, boolean isKept) throws Exception {
        LsmOptions options = LsmOptions.balanced()
                .withSync(SyncPolicy.parse(sync))
                .withLog(new LogOptions(64 << 10, 16 << 10))
                .withMemtableBytes(16 << 10)
                .withFlushing(key -> isKept && key.startsWith(utf8("counter")))
                .withCompaction(Rewriting.whenThereAre(3));
        for (int round = 0; round < ROUNDS; round++) {
            Disk disk = Disk.at(home.resolve(sync + writers + isKept + round));
            try (Env env = Env.real(3)) {
                try (LsmStore store = LsmStore.open(disk, options, env)) {
                    writeStarved(store, writers);
                    assertHoldsAll(store, writers);
                    assertThat(store.stats().flushes()).isPositive();
                    assertThat(store.stats().flushFailures().count()).isZero();
                }
                try (LsmStore reopened = LsmStore.open(disk, options, env)) {
                    assertHoldsAll(reopened, writers);
                }
            }
        }
    }

    private static void writeStarved(LsmStore store, int writers) throws Exception {
        AtomicInteger left = new AtomicInteger(writers);
        List<FutureTask<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int writer = i;
            crowd.add(new FutureTask<>(() -> writeAndCount(store, writer, left)));
        }
        for (int i = 0; i < 2; i++) {
            crowd.add(new FutureTask<>(() -> readWhile(store, left)));
            crowd.add(new FutureTask<>(() -> burnWhile(left)));
        }
        crowd.forEach(Thread.ofPlatform().daemon()::start);
        for (FutureTask<Boolean> each : crowd) {
            assertThat(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean writeAndCount(LsmStore store, int writer, AtomicInteger left) {
        try {
            Bytes counter = utf8("counter " + writer / WRITERS_PER_COUNTER);
            for (int each = 0; each < WRITES_EACH; each++) {
                store.put(key(writer, each), value(each));
                boolean isCounted = false;
                while (!isCounted) {
                    Optional<Bytes> now = store.get(counter);
                    isCounted = store.compareAndSet(counter, now, Optional.of(utf8(Integer.toString(number(now) + 1))));
                }
                assertThat(store.get(key(writer, each))).contains(value(each));
            }
            return true;
        } finally {
            left.decrementAndGet();
        }
    }

    /// What is counted never becomes less, and is never more than what is there.
    private static boolean readWhile(LsmStore store, AtomicInteger left) {
        int highest = 0;
        while (left.get() > 0) {
            int counted = counted(store);
            assertThat(counted).isGreaterThanOrEqualTo(highest);
            highest = counted;
        }
        return true;
    }

    private static boolean burnWhile(AtomicInteger left) {
        while (left.get() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    /// The sum of all counters, which is at most the number of other rows.
    private static int counted(LsmStore store) {
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

    private static void assertHoldsAll(LsmStore store, int writers) {
        assertThat(counted(store)).isEqualTo(writers * WRITES_EACH);
        for (int writer = 0; writer < writers; writer++) {
            for (int each = 0; each < WRITES_EACH; each++) {
                assertThat(store.get(key(writer, each))).contains(value(each));
            }
        }
    }

    private static Bytes key(int writer, int each) {
        return utf8(writer + "/" + each);
    }

    private static Bytes value(int each) {
        return utf8("value " + each + "-".repeat(80));
    }

    private static int number(Optional<Bytes> count) {
        return count.map(digits -> Integer.parseInt(digits.toUtf8())).orElse(0);
    }
}
