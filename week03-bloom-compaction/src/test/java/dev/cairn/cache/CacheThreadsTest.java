package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.lsm.table.block.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Several threads at one cache.
@Tag("3.13")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class CacheThreadsTest {
    private final SharedBlockCache cache = SharedBlockCache.ofBytes(1 << 20);

    @Test
    void those_who_come_while_a_block_is_loaded_wait_for_it() throws Exception {
        long table = cache.newTable();
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        Callable<Block> get = () -> cache.get(table, 0, () -> {
            loads.incrementAndGet();
            isLoading.countDown();
            await(mayEnd);
            return TestBlocks.ofBytes(4096);
        });
        List<Block> got = together(get, isLoading, mayEnd);
        assertThat(loads)
                .as("calls of the loader, while four threads want one block")
                .hasValue(1);
        assertThat(got).as("what four threads got").containsOnly(got.getFirst());
        assertThat(cache.counts().hits()).as("hits of the four").isEqualTo(3);
        assertThat(cache.counts().misses()).as("misses of the four").isEqualTo(1);
    }

    @Test
    void those_who_wait_for_a_load_that_fails_try_for_themselves() throws Exception {
        long table = cache.newTable();
        CountDownLatch isLoading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        Callable<Block> get = () -> cache.get(table, 0, () -> {
            if (loads.incrementAndGet() == 1) {
                isLoading.countDown();
                await(mayEnd);
                throw new IllegalStateException("the first load fails");
            }
            return TestBlocks.ofBytes(4096);
        });
        assertThatThrownBy(() -> together(get, isLoading, mayEnd)).hasMessageContaining("the first load fails");
        assertThat(get.call().bytes()).as("bytes of what a later get has").isEqualTo(4096);
        assertThat(loads).as("calls of the loader: one that failed, and one").hasValue(2);
    }

    @Test
    void what_threads_get_and_drop_at_a_time_leaves_nothing_behind() throws Exception {
        inThreads(3, thread -> {
            SplittableRandom chance = new SplittableRandom(thread);
            for (int round = 0; round < 300; round++) {
                long table = cache.newTable();
                try (ExecutorService helper = Executors.newVirtualThreadPerTaskExecutor()) {
                    var _ = helper.submit(() -> IntStream.range(0, 60).forEach(each -> get(table, each % 20)));
                    IntStream.range(0, chance.nextInt(60)).forEach(each -> get(table, each % 20));
                    cache.drop(table);
                }
            }
        });
        assertThat(cache.counts().blocks())
                .as("blocks of tables that are all dropped")
                .isZero();
        assertThat(cache.counts().bytes()).as("their bytes").isZero();
        assertThat(cache.counts().hits() + cache.counts().misses())
                .as("hits and misses: all gets")
                .isGreaterThan(54_000);
    }

    @Test
    void the_bound_holds_while_threads_push_each_other_out() throws Exception {
        long table = cache.newTable();
        AtomicInteger above = new AtomicInteger();
        inThreads(3, thread -> {
            SplittableRandom chance = new SplittableRandom(thread);
            for (int i = 0; i < 20_000; i++) {
                long offset = chance.nextInt(1_000);
                assertThat(get(table, offset).bytes()).isEqualTo(4096);
                above.addAndGet(cache.counts().bytes() > 1 << 20 ? 1 : 0);
            }
        });
        assertThat(above).as("moments at which more was kept than asked for").hasValue(0);
        assertThat(cache.counts().hits() + cache.counts().misses())
                .as("hits and misses of 60,000 gets")
                .isEqualTo(60_000);
    }

    private Block get(long table, long offset) {
        return cache.get(table, offset, () -> TestBlocks.ofBytes(4096));
    }

    /// What four threads get that ask at a time: three of them while the first is loading.
    private static List<Block> together(Callable<Block> get, CountDownLatch isLoading, CountDownLatch mayEnd)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<Block> first = threads.submit(get);
            await(isLoading);
            List<Future<Block>> others =
                    IntStream.range(0, 3).mapToObj(_ -> threads.submit(get)).toList();
            mayEnd.countDown();
            List<Block> got = new ArrayList<>();
            for (Future<Block> each : others) {
                got.add(each.get());
            }
            got.add(result(first));
            return got;
        }
    }

    private static Block result(Future<Block> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException wrapped) {
            throw wrapped.getCause() instanceof Exception cause ? cause : wrapped;
        }
    }

    private static void inThreads(int count, ThreadBody body) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<?>> all = IntStream.range(0, count)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        body.run(thread);
                        return thread;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What one of the threads does.
    @FunctionalInterface
    private interface ThreadBody {
        void run(int thread) throws Exception;
    }
}
