package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Each setting of memory, log and limits changes something that can be seen.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SettingsOfWritingTest {
    @TempDir
    private Path top;

    @Test
    void sync_decides_how_often_the_log_is_synced() {
        assertThat(syncs(SyncPolicy.always())).isGreaterThanOrEqualTo(5);
        assertThat(syncs(SyncPolicy.never())).as("only that of the opening").isLessThanOrEqualTo(1);
    }

    @Test
    void create_if_missing_makes_a_store_or_refuses() {
        place(with -> with).close();
        assertThatThrownBy(() -> place(with -> with.createIfMissing(false))).isInstanceOf(StoreException.Refused.class);
    }

    @Test
    void memtable_bytes_decide_how_many_tables_are_flushed() {
        try (SettingsPlace small = place(with -> with.memtableBytes(64 << 10));
                SettingsPlace large = place(with -> with.memtableBytes(4 << 20))) {
            small.put(0, 3_000, 0);
            large.put(0, 3_000, 0);
            assertThat(small.stats().flushes()).as("of 64 KiB").isPositive();
            assertThat(large.stats().flushes()).as("of 4 MiB").isZero();
        }
    }

    @Test
    void frozen_memtables_are_how_many_wait_before_writers_do() {
        assertThat(frozenWhenWritersWait(1)).isEqualTo(1);
        assertThat(frozenWhenWritersWait(3)).isEqualTo(3);
    }

    @Test
    void a_key_of_more_than_key_bytes_max_is_refused() {
        try (SettingsPlace place = place(with -> with.keyBytesMax(10))) {
            place.store().put(Bytes.utf8("0123456789"), Bytes.utf8("v"));
            assertThatThrownBy(() -> place.store().put(Bytes.utf8("01234567890"), Bytes.utf8("v")))
                    .hasMessageContaining("at most 10 are taken (keyBytesMax)");
        }
    }

    @Test
    void a_value_of_more_than_value_bytes_max_is_refused() {
        try (SettingsPlace place = place(with -> with.valueBytesMax(3))) {
            place.store().put(Bytes.utf8("k"), Bytes.utf8("123"));
            assertThatThrownBy(() -> place.store().put(Bytes.utf8("k"), Bytes.utf8("1234")))
                    .hasMessageContaining("at most 3 are taken (valueBytesMax)");
        }
    }

    @Test
    void a_batch_of_more_than_batch_bytes_max_is_refused() {
        try (SettingsPlace place = place(with -> with.keyBytesMax(10).batchBytesMax(10))) {
            assertThatThrownBy(() -> place.store()
                            .write(WriteBatch.builder()
                                    .put(Bytes.utf8("a"), Bytes.utf8("12345"))
                                    .put(Bytes.utf8("b"), Bytes.utf8("12345"))
                                    .build()))
                    .hasMessageContaining("at most 10 are taken (batchBytesMax)");
        }
    }

    @Test
    void log_segment_bytes_decide_how_many_files_the_log_has() {
        try (SettingsPlace small = place(with -> with.logSegmentBytes(64 << 10));
                SettingsPlace large = place(with -> with.logSegmentBytes(8 << 20))) {
            assertThat(small.put(0, 3_000, 0).stats().logSegments())
                    .as("of 64 KiB")
                    .isGreaterThan(2);
            assertThat(large.put(0, 3_000, 0).stats().logSegments())
                    .as("of 8 MiB")
                    .isOne();
        }
    }

    @Test
    void commit_batches_max_bounds_a_group() {
        assertThat(largestGroup(1)).isOne();
        assertThat(largestGroup(1_000)).isGreaterThan(1);
    }

    @Test
    void a_group_of_commit_batches_max_may_wait() {
        GroupCommitOptions commit = EngineSettings.balanced()
                .with()
                .commitBatchesMax(1_000_000)
                .build()
                .toOptions()
                .commit();
        assertThat(commit.batchesMax()).isEqualTo(1_000_000);
        assertThat(commit.queuedMax()).as("writes that may wait").isGreaterThanOrEqualTo(1_000_000);
    }

    @Test
    void commit_linger_millis_is_how_long_a_lone_write_waits() {
        try (SettingsPlace place = place(with -> with.commitLingerMillis(100))) {
            long start = System.nanoTime();
            place.put(0, 1, 0);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(99);
        }
    }

    private long syncs(SyncPolicy policy) {
        try (SettingsPlace place = place(with -> with.sync(policy))) {
            return place.put(0, 5, 0).stats().syncs();
        }
    }

    private long largestGroup(int batchesMax) {
        try (SettingsPlace place =
                place(with -> with.commitBatchesMax(batchesMax).commitLingerMillis(20))) {
            CompletableFuture.allOf(IntStream.range(0, 50)
                            .mapToObj(row -> place.store()
                                    .lsm()
                                    .submitWrite(WriteBatch.builder()
                                            .put(SettingsPlace.key(row), SettingsPlace.value(row, 0))
                                            .build()))
                            .toArray(CompletableFuture[]::new))
                    .join();
            return place.stats().commits().largestGroup();
        }
    }

    /// Nothing is flushed as long as no table can be made.
    private int frozenWhenWritersWait(int frozenMemtables) {
        CountDownLatch mayFlush = new CountDownLatch(1);
        EngineSettings settings = EngineSettings.balanced()
                .with()
                .sync(SyncPolicy.never())
                .memtableBytes(32 << 10)
                .frozenMemtables(frozenMemtables)
                .build();
        Disk disk = slow(Disk.at(top.resolve("frozen" + frozenMemtables)), mayFlush);
        try (EngineStore store = EngineStore.open(disk, settings.toOptions())) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> fill(store.lsm()));
            while (store.lsm().stats().stalls() == 0 && !writer.isDone()) {
                Thread.onSpinWait();
            }
            int frozen = store.lsm().stats().frozen();
            mayFlush.countDown();
            writer.join();
            return frozen;
        }
    }

    private static void fill(LsmStore store) {
        for (int row = 0; row < 3_000; row++) {
            store.put(SettingsPlace.key(row), SettingsPlace.value(row, 0));
        }
    }

    /// `disk`, on which a table is made only when it may be.
    private static Disk slow(Disk disk, CountDownLatch mayFlush) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    if (method.getName().equals("create")
                            && String.valueOf(arguments[0]).endsWith(".sst")) {
                        mayFlush.await();
                    }
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private SettingsPlace place(UnaryOperator<SettingsBuilder> change) {
        return SettingsPlace.in(top, change);
    }
}
